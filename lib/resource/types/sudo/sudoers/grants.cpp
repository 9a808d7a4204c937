#include "base/text.hpp"
#include "resource/types/sudo/sudoers/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace plumbline::resource::sudo {

namespace {

constexpr int deepest_alias = 32;
constexpr std::size_t members_at_most = 10'000;

std::string flipped(const std::string& member) {
    return member.starts_with('!') ? member.substr(1) : "!" + member;
}

void expand_into(AliasKind kind, const base::List& list, const Aliases& aliases, bool negate, int depth,
                 base::List& all) {
    for (const std::string& member : list) {
        const bool negated = member.starts_with('!');
        const auto alias = aliases.find({kind, negated ? member.substr(1) : member});
        if (alias != aliases.end() && depth < deepest_alias && all.size() < members_at_most) {
            expand_into(kind, alias->second, aliases, negate != negated, depth + 1, all);
        } else {
            all.push_back(negate ? flipped(member) : member);
        }
    }
}

std::string as_text(const CommandGroup& group, const Aliases& aliases) {
    if (!group.says_as) {
        return "root";
    }
    const std::string users =
        fmt::format("{}", fmt::join(expand(AliasKind::runas, group.as_users, aliases), ", "));
    const base::List groups = expand(AliasKind::runas, group.as_groups, aliases);
    return groups.empty() ? users : fmt::format("{}:{}", users, fmt::join(groups, ", "));
}

bool has_exceptions(const base::List& list) {
    return std::ranges::any_of(list, [](const std::string& one) { return one.starts_with('!'); });
}

/// The statements that define aliases, by their first word.
struct Keyword {
    std::string_view word;
    AliasKind kind;
};
constexpr std::array<Keyword, 5> keywords{{{"User_Alias", AliasKind::user},
                                           {"Runas_Alias", AliasKind::runas},
                                           {"Host_Alias", AliasKind::host},
                                           {"Cmnd_Alias", AliasKind::command},
                                           {"Cmd_Alias", AliasKind::command}}};

const Keyword* keyword_of(std::string_view word) {
    const auto found = std::ranges::find(keywords, word, &Keyword::word);
    return found == keywords.end() ? nullptr : &*found;
}

/// Whether the options of a Defaults statement have !authenticate among them.
bool asks_no_password(std::string_view options) {
    return std::ranges::any_of(base::split(options, ','), [](std::string_view option) {
        const auto words = base::words(option); // the first may follow the last of whom it is limited to
        return !words.empty() && words.back() == "!authenticate";
    });
}

class Reader {
public:
    void read(const Statement& statement) {
        const std::string_view text = statement.text;
        const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
        const std::string_view word = text.substr(0, end);
        if (word.starts_with("Defaults")) {
            read_defaults(word, base::trim(text.substr(end)), statement);
        } else if (const Keyword* keyword = keyword_of(word)) {
            check(read_aliases(keyword->kind, text.substr(end), aliases_), statement);
        } else if (const auto rules = read_rules(statement)) {
            rules_.insert(rules_.end(), rules->begin(), rules->end());
        } else {
            check(false, statement);
        }
    }

    [[nodiscard]] Sudoers result() && {
        for (const Rule& rule : rules_) {
            for (Grant& grant : grants_of(rule, aliases_)) {
                sudoers_.grants.push_back(std::move(grant));
            }
        }
        return std::move(sudoers_);
    }

    void note(const std::string& why) {
        if (sudoers_.unclear.empty()) {
            sudoers_.unclear = why;
        }
    }

private:
    void check(bool understood, const Statement& statement) {
        if (!understood) {
            note(fmt::format("{}: not of the form of sudoers(5), see `visudo -c`", statement.place()));
        }
    }

    /// What it is limited to ("Defaults:jane", "Defaults>root") stands in its first word.
    void read_defaults(std::string_view word, std::string_view options, const Statement& statement) {
        const bool limited = word.size() > 8;
        const bool known = !limited || std::string_view("@:!>").find(word[8]) != std::string_view::npos;
        check(known, statement);
        if (known && asks_no_password(options)) {
            sudoers_.without_password.push_back(
                fmt::format("{} !authenticate ({})", word, statement.place()));
        }
    }

    Aliases aliases_;
    std::vector<Rule> rules_;
    Sudoers sudoers_;
};

} // namespace

base::List expand(AliasKind kind, const base::List& list, const Aliases& aliases) {
    base::List all;
    expand_into(kind, list, aliases, false, 0, all);
    return all;
}

std::vector<Grant> grants_of(const Rule& rule, const Aliases& aliases) {
    const base::List users = expand(AliasKind::user, rule.users, aliases);
    std::vector<Grant> grants;
    for (const CommandGroup& group : rule.groups) {
        Grant grant{users,
                    expand(AliasKind::host, rule.hosts, aliases),
                    as_text(group, aliases),
                    expand(AliasKind::command, group.commands, aliases),
                    group.nopasswd,
                    group.tags,
                    rule.place};
        if (has_exceptions(users)) {
            grants.push_back(std::move(grant));
            continue;
        }
        for (const std::string& user : users) {
            grant.users = {user};
            grants.push_back(grant);
        }
    }
    return grants;
}

std::string to_text(const Grant& grant) {
    base::List tags = grant.tags;
    if (grant.nopasswd) {
        tags.insert(tags.begin(), "NOPASSWD");
    }
    std::string tagged;
    for (const std::string& tag : tags) {
        tagged += tag + ": ";
    }
    return fmt::format("{} {}=({}) {}{}", fmt::join(grant.users, ", "), fmt::join(grant.hosts, ", "),
                       grant.as, tagged, fmt::join(grant.commands, ", "));
}

Sudoers read_sudoers(const std::vector<probe::FolderFile>& files) {
    const Statements statements = read_statements(files);
    Reader reader;
    for (const Statement& statement : statements.all) {
        reader.read(statement);
    }
    if (!statements.unclear.empty()) {
        reader.note(statements.unclear);
    }
    return std::move(reader).result();
}

} // namespace plumbline::resource::sudo

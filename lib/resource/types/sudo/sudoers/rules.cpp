#include "resource/types/sudo/sudoers/parts.hpp"
#include "resource/types/sudo/sudoers/scanner.hpp"

#include <algorithm>
#include <array>

namespace plumbline::resource::sudo {

namespace {

constexpr std::array<std::string_view, 16> tags{
    "EXEC", "NOEXEC", "FOLLOW",    "NOFOLLOW",    "LOG_INPUT", "NOLOG_INPUT", "LOG_OUTPUT", "NOLOG_OUTPUT",
    "MAIL", "NOMAIL", "INTERCEPT", "NOINTERCEPT", "PASSWD",    "NOPASSWD",    "SETENV",     "NOSETENV"};

/// (USERS:GROUPS); false when it is of another form.
bool read_as(Scanner& scanner, CommandGroup& group) {
    if (!scanner.take('(')) {
        return true;
    }
    group.says_as = true;
    group.as_users.clear();
    group.as_groups.clear();
    if (scanner.next() != ':' && scanner.next() != ')' && !scanner.read_list(group.as_users)) {
        return false;
    }
    if (scanner.take(':') && scanner.next() != ')' && !scanner.read_list(group.as_groups)) {
        return false;
    }
    return scanner.take(')');
}

/// Options (CWD=/tmp, TIMEOUT=5m) and tags before a command.
bool read_tags(Scanner& scanner, CommandGroup& group) {
    while (true) {
        if (!scanner.take_name_before('=').empty()) {
            scanner.skip_word();
            continue;
        }
        const std::string tag = scanner.take_name_before(':');
        if (tag.empty()) {
            return true;
        }
        if (std::ranges::find(tags, tag) == tags.end()) {
            return false;
        }
        if (tag == "NOPASSWD" || tag == "PASSWD") {
            group.nopasswd = tag == "NOPASSWD";
        } else if (std::ranges::find(group.tags, tag) == group.tags.end()) {
            group.tags.push_back(tag);
        }
    }
}

bool same_terms(const CommandGroup& left, const CommandGroup& right) {
    return left.as_users == right.as_users && left.as_groups == right.as_groups &&
           left.says_as == right.says_as && left.nopasswd == right.nopasswd && left.tags == right.tags;
}

/// Whom to run as and tags hold for the commands that follow, until others are said.
bool read_commands(Scanner& scanner, std::vector<CommandGroup>& groups) {
    CommandGroup current;
    do {
        current.commands.clear();
        if (!read_as(scanner, current) || !read_tags(scanner, current)) {
            return false;
        }
        const std::string command = scanner.read_command();
        if (command.empty()) {
            return false;
        }
        if (groups.empty() || !same_terms(groups.back(), current)) {
            groups.push_back(current);
        }
        groups.back().commands.push_back(command);
    } while (scanner.take(','));
    return true;
}

bool read_alias_members(Scanner& scanner, AliasKind kind, base::List& members) {
    if (kind != AliasKind::command) {
        return scanner.read_list(members);
    }
    do {
        members.push_back(scanner.read_command());
        if (members.back().empty()) {
            return false;
        }
    } while (scanner.take(','));
    return true;
}

} // namespace

bool read_aliases(AliasKind kind, std::string_view text, Aliases& aliases) {
    Scanner scanner(text);
    do {
        const std::string name = scanner.take_name_before('=');
        if (name.empty() || !read_alias_members(scanner, kind, aliases[{kind, name}])) {
            return false;
        }
    } while (scanner.take(':'));
    return scanner.at_end();
}

std::optional<std::vector<Rule>> read_rules(const Statement& statement) {
    Scanner scanner(statement.text);
    base::List users;
    if (!scanner.read_list(users)) {
        return std::nullopt;
    }
    std::vector<Rule> rules;
    do {
        Rule rule{users, {}, {}, statement.place()};
        if (!scanner.read_list(rule.hosts) || !scanner.take('=') || !read_commands(scanner, rule.groups)) {
            return std::nullopt;
        }
        rules.push_back(std::move(rule));
    } while (scanner.take(':'));
    return scanner.at_end() ? std::optional(std::move(rules)) : std::nullopt;
}

} // namespace plumbline::resource::sudo

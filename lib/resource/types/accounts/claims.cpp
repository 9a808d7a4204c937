#include "base/text.hpp"
#include "resource/advice.hpp"
#include "resource/types/accounts/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>

namespace plumbline::resource::accounts {

namespace {

using probe::Databases;
using probe::ListedAccount;
using probe::Password;

/// Says why shadow could not be read, if so; whether it was.
bool has_shadow(const Databases& databases, Offences& offences) {
    if (databases.shadow_unreadable.empty()) {
        return true;
    }
    offences.push_back({"", Unreadable{with_advice(databases.shadow_unreadable)}});
    return false;
}

/// What stands for its password: in passwd itself, or in shadow; nothing where neither says.
std::optional<Password> password(const ListedAccount& account, const Databases& databases) {
    const auto line = databases.shadow.find(account.name);
    if (account.password || line == databases.shadow.end()) {
        return account.password;
    }
    return line->second;
}

Offences empty_passwords(const Desired& desired, const Databases& databases) {
    Offences offences;
    const bool known = has_shadow(databases, offences);
    for (const ListedAccount& account : databases.accounts) {
        if (is_excepted(desired, account.name)) {
            continue;
        }
        if (password(account, databases) == Password::empty) {
            offences.push_back({account.name, Present{"empty"}});
        } else if (known && account.in_file && !account.password &&
                   !databases.shadow.contains(account.name)) {
            offences.push_back({account.name, Unreadable{"passwd says that /etc/shadow has its password, "
                                                         "which has no line of it"}});
        }
    }
    return offences;
}

Offences unshadowed(const Desired& desired, const Databases& databases) {
    Offences offences;
    for (const ListedAccount& account : databases.accounts) {
        const bool there = account.password == Password::set || account.password == Password::empty;
        if (account.in_file && there && !is_excepted(desired, account.name)) {
            offences.push_back({account.name, Present{"in /etc/passwd"}});
        }
    }
    return offences;
}

/// Keys that more than one thing has.
template <typename Things, typename Key>
void add_shared(const Things& things, std::string_view kind, std::string_view others, Key key,
                Offences& offences) {
    std::map<std::string, base::List> names;
    for (const auto& thing : things) {
        names[fmt::format("{}", key(thing))].push_back(thing.name);
    }
    for (const auto& [shared, of] : names) {
        if (of.size() > 1) {
            const std::string found =
                others.empty() ? fmt::format("{} lines", of.size()) : fmt::format("{}", fmt::join(of, ", "));
            offences.push_back({fmt::format("{} {}", kind, shared), Present{found}});
        }
    }
}

std::vector<ListedAccount> judged(const Desired& desired, const Databases& databases) {
    std::vector<ListedAccount> accounts = databases.accounts;
    std::erase_if(accounts, [&](const ListedAccount& one) { return is_excepted(desired, one.name); });
    return accounts;
}

Offences shared_names(const Desired& desired, const Databases& databases) {
    Offences offences;
    const auto name = [](const auto& thing) { return thing.name; };
    add_shared(judged(desired, databases), "user", "", name, offences);
    add_shared(databases.groups, "group", "", name, offences);
    return offences;
}

Offences shared_ids(const Desired& desired, const Databases& databases) {
    Offences offences;
    const auto uid = [](const ListedAccount& account) { return account.uid; };
    const auto gid = [](const probe::Group& group) { return group.gid; };
    add_shared(judged(desired, databases), "uid", "users", uid, offences);
    add_shared(databases.groups, "gid", "groups", gid, offences);
    return offences;
}

Offences groups_missing(const Desired& desired, const Databases& databases) {
    Offences offences;
    for (const ListedAccount& account : judged(desired, databases)) {
        // of groups that no file has, nothing is known here
        if (account.in_file &&
            std::ranges::find(databases.groups, account.gid, &probe::Group::gid) == databases.groups.end()) {
            offences.push_back({account.name, Present{fmt::format("no group {}", account.gid)}});
        }
    }
    return offences;
}

Offences in_shadow_group(const Desired& desired, const Databases& databases) {
    Offences offences;
    const auto shadow = std::ranges::find(databases.groups, "shadow", &probe::Group::name);
    if (shadow == databases.groups.end()) {
        return offences;
    }
    for (const std::string& member : shadow->members) {
        offences.push_back({member, Present{"member"}});
    }
    for (const ListedAccount& account : judged(desired, databases)) {
        if (account.gid == shadow->gid) {
            offences.push_back({account.name, Present{"its own group"}});
        }
    }
    std::erase_if(offences, [&](const Offence& one) { return is_excepted(desired, one.subject); });
    return offences;
}

std::vector<ListedAccount> system_accounts(const Desired& desired, const Databases& databases) {
    const auto below = base::to_integer<std::uint64_t>(desired.text("system_below").value_or("1000"));
    std::vector<ListedAccount> accounts = judged(desired, databases);
    std::erase_if(accounts, [&](const ListedAccount& one) {
        return one.uid >= below.value_or(1000) || one.name == "root";
    });
    return accounts;
}

Offences system_passwords(const Desired& desired, const Databases& databases) {
    Offences offences;
    static_cast<void>(has_shadow(databases, offences));
    for (const ListedAccount& account : system_accounts(desired, databases)) {
        const auto found = password(account, databases);
        if (found == Password::set || found == Password::empty) {
            offences.push_back(
                {account.name, Present{found == Password::set ? "has a password" : "has an empty password"}});
        }
    }
    return offences;
}

Offences system_shells(const Desired& desired, const Databases& databases) {
    Offences offences;
    for (const ListedAccount& account : system_accounts(desired, databases)) {
        if (is_login_shell(account.shell)) {
            offences.push_back({account.name, Present{account.shell.empty() ? "/bin/sh" : account.shell}});
        }
    }
    return offences;
}

Offences odd_lines(const Desired&, const Databases& databases) {
    Offences offences;
    for (const std::string& line : databases.odd_lines) {
        offences.push_back({line, Present{"of another form"}});
    }
    for (const ListedAccount& account : databases.accounts) {
        if (account.name.starts_with('+') || account.name.starts_with('-')) {
            offences.push_back({fmt::format("/etc/passwd, {}", account.name), Present{"an entry for NIS"}});
        }
    }
    for (const probe::Group& group : databases.groups) {
        if (group.name.starts_with('+') || group.name.starts_with('-')) {
            offences.push_back({fmt::format("/etc/group, {}", group.name), Present{"an entry for NIS"}});
        }
    }
    return offences;
}

} // namespace

bool is_login_shell(std::string_view shell) {
    constexpr std::array<std::string_view, 5> none{"nologin", "false", "sync", "shutdown", "halt"};
    const std::string_view name = shell.substr(shell.rfind('/') + 1);
    return std::ranges::find(none, name) == none.end();
}

bool is_excepted(const Desired& desired, const std::string& name) {
    const auto names = desired.list("except");
    return names && std::ranges::find(*names, name) != names->end();
}

const std::vector<Claim>& claims() {
    static const std::vector<Claim> all{
        {"no_empty_passwords", "Whether no account may have an empty password. Needs root.", "set or locked",
         empty_passwords},
        {"shadowed", "Whether no password may stand in /etc/passwd, where everyone can read it.",
         "in /etc/shadow", unshadowed},
        {"unique_names", "Whether no two lines may have the same name, of users or of groups.", "one line",
         shared_names},
        {"unique_ids", "Whether no two users may have the same uid, and no two groups the same gid.",
         "one name", shared_ids},
        {"groups_exist", "Whether each user's own group must be there.", "a group that exists",
         groups_missing},
        {"homes_exist", "Whether the home of each account that can log in must be a directory.",
         "a directory", homes_missing},
        {"homes_owned", "Whether the home of each account that can log in must belong to it.",
         "owned by its user", homes_of_others},
        {"system_accounts_locked", "Whether no system account may have a password. Needs root.", "locked",
         system_passwords},
        {"system_accounts_no_shell", "Whether no system account may have a shell to log in with.",
         "nologin or the like", system_shells},
        {"shadow_group_empty", "Whether the group shadow, which may read hashes, must have no members.",
         "no member", in_shadow_group},
        {"well_formed",
         "Whether each line of /etc/passwd, /etc/group and /etc/shadow must be of their form, and none an "
         "entry for NIS ('+').",
         "well-formed", odd_lines},
    };
    return all;
}

} // namespace plumbline::resource::accounts

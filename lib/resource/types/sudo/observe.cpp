#include "resource/advice.hpp"
#include "resource/types/sudo/parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace plumbline::resource::sudo {

namespace {

using Grants = std::vector<const Grant*>;

std::string with_place(const Grant& grant) {
    return fmt::format("{} ({})", to_text(grant), grant.place);
}

/// Keeps those for which it holds; unless it holds for none, then all. Whether it held.
template <typename Holds>
bool narrow(Grants& grants, Holds holds) {
    Grants kept;
    std::ranges::copy_if(grants, std::back_inserter(kept), holds);
    if (kept.empty()) {
        return false;
    }
    grants = std::move(kept);
    return true;
}

base::List sorted(const base::List& list) {
    const std::set<std::string> texts(list.begin(), list.end());
    return {texts.begin(), texts.end()};
}

base::List commands_of(const Grants& grants) {
    base::List all;
    for (const Grant* grant : grants) {
        all.insert(all.end(), grant->commands.begin(), grant->commands.end());
    }
    return sorted(all);
}

bool has(const base::List& list, const std::string& text) {
    return std::ranges::find(list, text) != list.end();
}

/// What the last rule with each command says of the password: sudo takes the last that matches.
std::string nopasswd(const Grants& grants, const base::List& commands) {
    std::set<bool> said;
    for (const std::string& command : commands) {
        const auto last = std::find_if(grants.rbegin(), grants.rend(),
                                       [&](const Grant* grant) { return has(grant->commands, command); });
        if (last != grants.rend()) {
            said.insert((*last)->nopasswd);
        }
    }
    if (said.size() > 1) {
        return "for some of the commands";
    }
    return said.empty() || !*said.begin() ? "false" : "true";
}

bool is_of_all(const std::string& without_password) {
    return without_password.starts_with("Defaults !");
}

/// What the nearest rules of the user grant.
void observe_rule(const Desired& desired, const Sudoers& sudoers, Observed& observed) {
    const std::string user = desired.text("user").value_or("");
    Grants grants;
    for (const Grant& grant : sudoers.grants) {
        if (grant.users == base::List{user}) {
            grants.push_back(&grant);
        }
    }
    const auto tell = [&](const char* property, Reading reading) {
        observed.observations.push_back({.property = property, .reading = std::move(reading)});
    };
    tell("state", Present{grants.empty() ? "absent" : "present"});
    if (grants.empty()) {
        for (const char* property : {"hosts", "as", "commands", "nopasswd"}) {
            tell(property, Missing{});
        }
        return;
    }
    const base::List hosts = sorted(desired.list("hosts").value_or(base::List{"ALL"}));
    narrow(grants, [&](const Grant* grant) { return sorted(grant->hosts) == hosts; });
    tell("hosts", Present{grants.back()->hosts});
    if (const auto as = desired.text("as")) {
        narrow(grants, [&](const Grant* grant) { return grant->as == *as; });
    }
    tell("as", Present{grants.back()->as});
    const base::List all = commands_of(grants);
    const base::List wanted = desired.list("commands").value_or(all);
    const bool whole = std::ranges::all_of(wanted, [&](const std::string& one) { return has(all, one); });
    tell("commands", Present{whole ? wanted : all});
    const bool never = std::ranges::any_of(sudoers.without_password, is_of_all);
    tell("nopasswd", Present{never ? "true" : nopasswd(grants, whole ? wanted : all)});
    observed.remarks.push_back(fmt::format("said at {}", grants.back()->place));
}

/// Nothing may grant what the resource names.
void observe_absence(const Desired& desired, const Sudoers& sudoers, Observed& observed) {
    for (const Grant& grant : sudoers.grants) {
        if (is_meant(desired, grant)) {
            observed.observations.push_back(
                {.property = "state", .subject = with_place(grant), .reading = Present{"present"}});
        }
    }
    for (const std::string& one : sudoers.without_password) {
        const auto user = desired.text("user");
        if (desired.flag("nopasswd") &&
            (!user || is_of_all(one) || one.starts_with("Defaults:" + *user + " "))) {
            observed.observations.push_back(
                {.property = "state", .subject = one, .reading = Present{"present"}});
        }
    }
    observed.searched.emplace_back("state");
}

void observe_undeclared(const Desired& desired, const Sudoers& sudoers, Observed& observed) {
    const auto user = desired.text("user");
    for (const Grant& grant : sudoers.grants) {
        const bool swept = !user || grant.users == base::List{*user};
        const bool declared =
            declares(desired, grant) ||
            std::ranges::any_of(desired.kin, [&](const auto& kin) { return declares(*kin, grant); });
        if (swept && !declared) {
            observed.observations.push_back(
                {.property = "exclusive", .subject = with_place(grant), .reading = Present{"present"}});
        }
    }
    observed.searched.emplace_back("exclusive");
}

/// What could not be understood may hold anything: it is said beside what was found.
void note_unclear(const std::string& why, bool assertion, Observed& observed) {
    if (assertion) {
        for (const char* property : {"state", "hosts", "as", "commands", "nopasswd"}) {
            observed.observations.push_back({.property = property, .reading = Unreadable{why}});
        }
        return;
    }
    observed.observations.push_back({.property = "state", .reading = Unreadable{why}});
}

} // namespace

Observed observe_sudoers(const Desired& desired, const Sudoers& sudoers) {
    const bool absent = desired.text("state") == "absent";
    const std::string why = with_advice(sudoers.unclear);
    Observed observed;
    observe_undeclared(desired, sudoers, observed);
    if (!why.empty()) {
        observed.observations.push_back({.property = "exclusive", .reading = Unreadable{why}});
        note_unclear(why, !absent, observed);
    } else if (!absent && asserts(desired)) {
        observe_rule(desired, sudoers, observed);
    }
    if (absent) {
        observe_absence(desired, sudoers, observed);
    }
    if (!sudoers.without_password.empty()) {
        observed.remarks.push_back(fmt::format("no password is asked, whatever the rules say: {}",
                                               fmt::join(sudoers.without_password, "; ")));
    }
    return observed;
}

} // namespace plumbline::resource::sudo

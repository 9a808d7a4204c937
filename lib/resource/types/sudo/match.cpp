#include "resource/types/sudo/parts.hpp"

#include <fnmatch.h>

#include <algorithm>

namespace plumbline::resource::sudo {

namespace {

bool has(const base::List& list, const std::string& text) {
    return std::ranges::find(list, text) != list.end();
}

bool same_texts(base::List left, base::List right) {
    std::ranges::sort(left);
    std::ranges::sort(right);
    return left == right;
}

/// Whether a command of sudoers lets someone run another: all of them, those of a folder, any arguments.
bool covers(const std::string& granted, const std::string& wanted) {
    if (granted == "ALL" || granted == wanted) {
        return true;
    }
    if (granted.ends_with('/') && wanted.starts_with(granted)) {
        return wanted.find('/', granted.size()) == std::string::npos;
    }
    const bool any_arguments = granted.find(' ') == std::string::npos;
    const std::string program = any_arguments ? wanted.substr(0, wanted.find(' ')) : wanted;
    return fnmatch(granted.c_str(), program.c_str(), any_arguments ? FNM_PATHNAME : 0) == 0;
}

bool grants_command(const Grant& grant, const std::string& wanted) {
    return !has(grant.commands, "!" + wanted) &&
           std::ranges::any_of(grant.commands, [&](const std::string& one) { return covers(one, wanted); });
}

bool is_for(const Grant& grant, const std::string& user) {
    return has(grant.users, user) || (has(grant.users, "ALL") && !has(grant.users, "!" + user));
}

} // namespace

bool is_meant(const Desired& desired, const Grant& grant) {
    const auto user = desired.text("user");
    const auto hosts = desired.list("hosts");
    const auto as = desired.text("as");
    const auto commands = desired.list("commands");
    return (!user || is_for(grant, *user)) && (!hosts || same_texts(*hosts, grant.hosts)) &&
           (!as || *as == grant.as) &&
           (!desired.has("nopasswd") || desired.flag("nopasswd") == grant.nopasswd) &&
           (!commands ||
            std::ranges::any_of(*commands, [&](const auto& one) { return grants_command(grant, one); }));
}

bool declares(const Desired& desired, const Grant& grant) {
    const auto user = desired.text("user");
    if (!user || !asserts(desired) || desired.text("state") == "absent" || grant.users != base::List{*user} ||
        !same_texts(desired.list("hosts").value_or(base::List{"ALL"}), grant.hosts)) {
        return false;
    }
    const auto as = desired.text("as");
    const auto commands = desired.list("commands");
    return (!as || *as == grant.as) && desired.flag("nopasswd") == grant.nopasswd &&
           (!commands ||
            std::ranges::all_of(grant.commands, [&](const std::string& one) { return has(*commands, one); }));
}

} // namespace plumbline::resource::sudo

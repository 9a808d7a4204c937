#include "resource/steps/accounts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::steps {

probe::Question local_accounts() {
    return {"databases", {}};
}

Steps on_local_accounts(const Ground& ground, const std::function<Steps(const probe::Databases&)>& make) {
    const auto& answer = ground.answers.to(local_accounts());
    const auto* answered = std::get_if<probe::Answered>(&answer);
    const auto read = answered == nullptr ? std::nullopt : probe::parse_databases(answered->bytes);
    if (read)
        return make(*read);
    const auto* unknown = std::get_if<probe::CannotTell>(&answer);
    return {
        .declined = {{"", "which accounts and groups the host's files hold is not known: " +
                              (unknown == nullptr ? "no answer of the expected form" : unknown->reason)}}};
}

Declined kept_elsewhere(const std::string& name, const char* file) {
    return {"", fmt::format("{} is not in {}: put it right where it comes from (LDAP, SSSD, a directory)",
                            name, file)};
}

const probe::ListedAccount* find_account(const probe::Databases& databases, const std::string& name) {
    const auto found = std::ranges::find_if(databases.accounts,
                                            [&](const auto& one) { return one.in_file && one.name == name; });
    return found == databases.accounts.end() ? nullptr : &*found;
}

const probe::Group* find_group(const probe::Databases& databases, const std::string& name) {
    const auto found = std::ranges::find(databases.groups, name, &probe::Group::name);
    return found == databases.groups.end() ? nullptr : &*found;
}

const probe::Group* find_group(const probe::Databases& databases, std::uint64_t gid) {
    const auto found = std::ranges::find(databases.groups, gid, &probe::Group::gid);
    return found == databases.groups.end() ? nullptr : &*found;
}

base::List groups_naming(const probe::Databases& databases, const std::string& account) {
    base::List names;
    for (const auto& group : databases.groups)
        if (std::ranges::find(group.members, account) != group.members.end())
            names.push_back(group.name);
    return names;
}

bool requires_one(const Desired& desired, const char* type, const std::string& title) {
    return std::ranges::find(desired.requires_, Identity{type, title}) != desired.requires_.end();
}

} // namespace plumbline::resource::steps

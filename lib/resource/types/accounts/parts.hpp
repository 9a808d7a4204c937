// accounts: what the type is made of.
#pragma once

#include "probe/databases.hpp"
#include "resource/type.hpp"

namespace plumbline::resource::accounts {

[[nodiscard]] const Schema& schema();

/// What one account, group, name or number has that it should not: a subject and what was found of it.
struct Offence {
    std::string subject;
    Reading found;
    bool operator==(const Offence&) const = default;
};
using Offences = std::vector<Offence>;

/// One thing that must hold of all accounts.
struct Claim {
    const char* attribute;
    const char* doc;
    /// What must be, as reports print it.
    const char* wanted;
    Offences (*against)(const Desired& desired, const probe::Databases& databases);
};
[[nodiscard]] const std::vector<Claim>& claims();

/// Whether anyone can log in and get that shell: not nologin, false and the like. An empty field is /bin/sh.
[[nodiscard]] bool is_login_shell(std::string_view shell);

/// Whether the author left the account out.
[[nodiscard]] bool is_excepted(const Desired& desired, const std::string& name);

[[nodiscard]] Offences homes_missing(const Desired& desired, const probe::Databases& databases);
[[nodiscard]] Offences homes_of_others(const Desired& desired, const probe::Databases& databases);
/// The modes of all homes, as observations of the attribute `homes_mode`.
[[nodiscard]] Offences modes_of_homes(const Desired& desired, const probe::Databases& databases);

} // namespace plumbline::resource::accounts

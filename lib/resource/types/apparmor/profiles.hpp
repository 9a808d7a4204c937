// Profiles of AppArmor: those that the kernel has, and those that a boot loads from /etc/apparmor.d. Knows
// the host's bytes; must not know what was desired.
#pragma once

#include "probe/lines.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::apparmor {

/// By name, its mode: enforce, complain, kill, unconfined, …
using Modes = std::map<std::string, std::string>;

/// /sys/kernel/security/apparmor/profiles: "NAME (MODE)". Nothing when a line is of another form.
[[nodiscard]] std::optional<Modes> parse_profiles(std::string_view bytes);

/// A profile of a file: apparmor.d(5).
struct Written {
    std::string mode;  ///< as the kernel will call it; "disabled" of a file with a link in disable/
    std::string place; ///< "/etc/apparmor.d/usr.sbin.cupsd:5"
    bool operator==(const Written&) const = default;
};

/// The profiles that stand in files, but not those within others (hats and children).
[[nodiscard]] std::map<std::string, Written> written_profiles(const std::vector<probe::FileLines>& files);

} // namespace plumbline::resource::apparmor

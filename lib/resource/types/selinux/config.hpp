// What a host's files say of SELinux at the next boot: selinux_config(5), and what setsebool(8) -P keeps.
// Knows their bytes; must not know what was desired.
#pragma once

#include "probe/lines.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::selinux {

struct Config {
    std::string mode;   ///< enforcing, permissive or disabled; "" where the file says none of them
    std::string policy; ///< "targeted"
    bool operator==(const Config&) const = default;
};

/// As libselinux reads it: the first SELINUX= and the last SELINUXTYPE= at the beginning of a line.
[[nodiscard]] Config read_config(std::string_view bytes);

/// The value, "on" or "off", that the policy's store keeps of a boolean.
[[nodiscard]] std::optional<std::string> kept_boolean(const std::vector<probe::FileLines>& stores,
                                                      std::string_view policy, std::string_view name);

/// "on" for 1, true and on, "off" for their opposites; nothing for anything else.
[[nodiscard]] std::optional<std::string> on_or_off(std::string_view text);

} // namespace plumbline::resource::selinux

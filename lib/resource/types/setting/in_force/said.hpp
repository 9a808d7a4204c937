// setting: what programs say of the configuration in force.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::setting {

/// The values of a keyword in what `sshd -T` prints; nothing when it is not among them.
[[nodiscard]] std::optional<std::vector<std::string>> sshd_values(std::string_view answer,
                                                                  std::string_view keyword);

/// The value of a unit's directive among the properties that `systemctl show` prints, tabs between them;
/// nothing when there is no such property.
[[nodiscard]] std::optional<std::vector<std::string>> unit_values(std::string_view answer,
                                                                  std::string_view directive);

/// Whether what `systemctl show` prints is of a unit that systemd found.
[[nodiscard]] bool knows_unit(std::string_view answer);

/// "net.ipv4.ip_forward" as the path below /proc/sys.
[[nodiscard]] std::string parameter_path(std::string_view key);

} // namespace plumbline::resource::setting

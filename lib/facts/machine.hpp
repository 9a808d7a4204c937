#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::facts {

/// What the kind facts printed, by the first word of a line.
using Said = std::multimap<std::string, std::string, std::less<>>;

/// "container", or what the hypervisor is: "kvm", "vmware", "hyperv", "virtualbox", "xen", "parallels",
/// "bhyve"; "none" only where the processor says that there is no hypervisor. Else nothing.
[[nodiscard]] std::optional<std::string> virtual_of(const Said& said);

/// Of those whose database is there, the one that the family lives on.
[[nodiscard]] std::optional<std::string> package_database_of(const Said& said, std::string_view family);

/// The number of processors in a list like "0-3,8" (Linux, cpusets(7)).
[[nodiscard]] std::optional<std::uint64_t> count_of_list(std::string_view list);

/// The host's name with its domain: the name itself, or the first with a dot in its line of the hosts file.
[[nodiscard]] std::optional<std::string> full_name(std::string_view hostname, const Said& said);

/// "Europe/Berlin" out of "/usr/share/zoneinfo/Europe/Berlin".
[[nodiscard]] std::optional<std::string> zone_of_link(std::string_view target);

} // namespace plumbline::facts

// What the files of a host say of loading a module: modprobe.d(5), modules-load.d(5), the kernel's command
// line. Knows files' bytes; must not know what was desired.
#pragma once

#include "probe/lines.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::kernel_module {

/// Something that a file says of the module, and where.
struct Saying {
    std::string words; ///< "blacklist dccp", "install dccp /bin/false"
    std::string place; ///< "/etc/modprobe.d/cis.conf:3"
    bool operator==(const Saying&) const = default;
};

/// What modprobe does when it is asked for a module.
enum class Install {
    none,    ///< loads it
    refuses, ///< runs something that does nothing instead: /bin/false, /bin/true
    runs     ///< runs something else, of which nothing is known
};

struct Rules {
    std::optional<Saying> blacklist; ///< nothing loads it by its aliases: for a device, a protocol
    std::optional<Saying> install;   ///< the line that modprobe obeys
    Install by_install = Install::none;
    std::optional<Saying> at_boot; ///< what loads it at boot
    /// Why it can't be told what forbids it, or what loads it at boot; "" when it can.
    std::string modprobe_unreadable = {};
    std::string load_unreadable = {};
};

/// `files` in the order in which modprobe reads them; of several install lines it obeys the first.
void read_modprobe(const std::vector<probe::FileLines>& files, std::string_view module, Rules& rules);

/// `files` of modules-load.d(5) and others, each of which says a module a line, and arguments after it.
void read_load(const std::vector<probe::FileLines>& files, std::string_view module, Rules& rules);

/// What the running kernel was told: modprobe.blacklist= (for modprobe) and module_blacklist= (for the kernel
/// itself, which then refuses), "" where it was not.
struct ByCommandLine {
    std::string blacklist; ///< "modprobe.blacklist=dccp"
    std::string refusal;   ///< "module_blacklist=dccp"
    std::string at_boot;   ///< "modules_load=dccp"
};
[[nodiscard]] ByCommandLine read_boot_line(std::string_view command_line, std::string_view module);

} // namespace plumbline::resource::kernel_module

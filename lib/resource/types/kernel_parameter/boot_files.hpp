// What the next boot gives the kernel: GRUB's configuration, the Boot Loader Specification's entries,
// extlinux.conf, and /etc/default/grub, from which GRUB's is written. Knows files' bytes; must not know what
// was desired.
#pragma once

#include "probe/lines.hpp"
#include "resource/formats/command_line.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::kernel_parameter {

using Parameters = std::vector<formats::KernelParameter>;

/// What one entry of a boot loader's menu boots.
struct BootEntry {
    std::string title;
    std::string place; ///< "/boot/grub/grub.cfg:114"
    Parameters parameters;
    bool operator==(const BootEntry&) const = default;
};

/// Whether the file is itself what is booted: a Raspberry's cmdline.txt.
[[nodiscard]] bool is_entry(const probe::FileLines& file);

/// Every entry but those for recovery, for memory tests and of other systems.
[[nodiscard]] std::vector<BootEntry> read_entries(const std::vector<probe::FileLines>& files);

/// The command line that the next update-grub writes, or that kernel-install(8) takes.
struct Settings {
    bool given = false; ///< whether there is any such file
    Parameters parameters;
    std::string place;
    std::string unreadable; ///< why it can't be told
};
[[nodiscard]] Settings read_settings(const std::vector<probe::FileLines>& files);

} // namespace plumbline::resource::kernel_parameter

// The kernel's command line (bootparam(7)), as the kernel and GRUB's `linux` lines have it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::formats {

struct KernelParameter {
    std::string name;
    std::optional<std::string> value; ///< nothing where no "=" follows the name
    bool operator==(const KernelParameter&) const = default;
};

/// The parameters in their order, up to "--", after which all goes to init. Double quotes hold blanks
/// together and are taken away.
[[nodiscard]] std::vector<KernelParameter> read_command_line(std::string_view line);

/// The name as the kernel compares it: '-' and '_' are the same.
[[nodiscard]] std::string kernel_name(std::string_view name);

} // namespace plumbline::resource::formats

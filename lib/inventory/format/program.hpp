#pragma once

#include "inventory/format/formats.hpp"

#include <filesystem>
#include <optional>
#include <string_view>

namespace plumbline::inventory {

/// Whether the file is executable and something that the kernel can run: a script or an ELF program.
[[nodiscard]] bool is_program(const std::filesystem::path& path, std::string_view text);

/// What the program prints for --list, under a time limit; nothing, with a diagnostic, when it fails.
[[nodiscard]] std::optional<standard::Element> list_program(const std::filesystem::path& path,
                                                            base::Diagnostics& diagnostics);
/// Asks it for --host NAME; one time limit is over all hosts together.
[[nodiscard]] AskHost ask_program(const std::filesystem::path& path, base::Diagnostics& diagnostics);

} // namespace plumbline::inventory

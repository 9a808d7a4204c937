#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::facts {

/// All that a fact can be, where that is known beforehand (init, pkg, virtual); else nothing.
[[nodiscard]] std::vector<std::string> all_values(std::string_view fact);

/// What was most likely meant by a value that no host says of the fact, though others than the known ones may
/// exist: a distribution where its family stands, a package's name of an architecture where the kernel's
/// does, a slip of the pen. Nothing when the value may be right.
[[nodiscard]] std::optional<std::string> meant(std::string_view fact, const std::string& value);

} // namespace plumbline::facts

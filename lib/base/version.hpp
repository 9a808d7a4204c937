#pragma once

#include <string_view>

namespace plumbline::base {

/// "0.1.0": the project's version as CMake knows it.
[[nodiscard]] std::string_view version();

} // namespace plumbline::base

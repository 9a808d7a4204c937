#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

/// What an error message says is wrong, a line each: the lines of files that it points into (a line, and a
/// caret under it) are left out, and what stands indented under a mistake is part of it.
[[nodiscard]] std::vector<std::string> mistakes_of(std::string_view message);

} // namespace plumbline::alert

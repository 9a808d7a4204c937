#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plumbline::report {

/// A message and its trail ("…\n  while reading …") as one line, "…; while reading …", still to be escaped.
[[nodiscard]] std::string one_line(std::string_view message);

/// "1 host", "2 hosts".
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

} // namespace plumbline::report

#pragma once

#include <string>
#include <string_view>

namespace plumbline::report {

/// A message and its trail ("…\n  while reading …") as one line, "…; while reading …", still to be escaped.
[[nodiscard]] std::string one_line(std::string_view message);

} // namespace plumbline::report

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plumbline::inventory {

/// Reads what begins with the backslash at `text[at]` in a string literal of Python (language
/// reference, 2.4.1) and moves `at` behind it. False for what Python refuses, and for characters by name.
[[nodiscard]] bool read_escape(std::string_view text, std::size_t& at, bool raw, std::string& meant);

} // namespace plumbline::inventory

#pragma once

#include "base/value.hpp"

#include <string>
#include <string_view>

namespace plumbline::approval {

/// A text in YAML's double quotes, whatever is in it; bytes that are no UTF-8 as `!bytes "…"`.
[[nodiscard]] std::string quoted(std::string_view text);
/// The same of a value: a list in brackets.
[[nodiscard]] std::string quoted(const base::Value& value);

} // namespace plumbline::approval

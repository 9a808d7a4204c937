#pragma once

#include <string>
#include <string_view>

namespace plumbline::base {

/// With the letters A to Z as a to z, whatever the locale; other bytes stay.
[[nodiscard]] std::string lower_case(std::string_view text);

} // namespace plumbline::base

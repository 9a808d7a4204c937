#pragma once

#include "plan/json/form.hpp"

#include <string_view>

namespace plumbline::plan {

/// JSON of bounded size, depth and number of values. Throws base::Error.
[[nodiscard]] Json parse_bounded(std::string_view text);

} // namespace plumbline::plan

#pragma once

#include <string_view>

namespace plumbline::report {

/// What the JSON Schemas of formats that tell of findings have in common: members of "definitions", with no
/// comma behind the last.
[[nodiscard]] std::string_view common_definitions();

} // namespace plumbline::report

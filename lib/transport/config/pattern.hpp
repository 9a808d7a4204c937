#pragma once

#include <string>
#include <string_view>

namespace plumbline::transport {

/// PATTERNS of ssh_config(5): `*` any bytes, `?` one.
[[nodiscard]] bool matches(std::string_view pattern, std::string_view text);

/// A comma list of such patterns, compared in lower case: one matches and no negated one (`!`) does.
[[nodiscard]] bool matches_list(std::string_view list, std::string_view text);

} // namespace plumbline::transport

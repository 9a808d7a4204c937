#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::base {

/// The candidate nearest to what was written (Damerau-Levenshtein), if one is near enough to be meant.
[[nodiscard]] std::optional<std::string> nearest(std::string_view written,
                                                 const std::vector<std::string>& candidates);

/// "did you mean 'owner'?" when one is near, else "one of: group, mode, owner"; empty when there are none.
[[nodiscard]] std::string suggestion(std::string_view written, const std::vector<std::string>& candidates);

} // namespace plumbline::base

#pragma once

#include "impact/impact.hpp"

#include <cstddef>
#include <map>
#include <string>

namespace plumbline::impact {

/// How many hosts each consequence has; one host may have several.
struct Counts {
    std::size_t hosts = 0;
    std::map<Effect, std::size_t> with = {};
    std::map<std::string, std::size_t> restarts = {}; ///< "service:ssh" → hosts
    std::size_t untold = 0;                           ///< hosts of which something can't be told, or nothing
};
[[nodiscard]] Counts counts_of(const Impact& impact);

/// The effects in the order in which a reader meets them.
[[nodiscard]] const std::vector<Effect>& effects();

} // namespace plumbline::impact

#pragma once

#include "drift/past.hpp"

#include <vector>

namespace plumbline::blame {

/// Each person once, with all that points to them; the strongest first, then the latest; at most five. Who
/// merely could have is left out where a record of the change itself names somebody.
[[nodiscard]] std::vector<drift::Suspect> ranked(std::vector<drift::Suspect> suspects);

} // namespace plumbline::blame

#pragma once

#include "history/story/timeline.hpp"

#include <vector>

namespace plumbline::history {

/// Puts into a drift's story what runs did about its resource while it was open, and which was the last to
/// write it before it opened. `deeds`: of the site, oldest first.
void add_deeds(Story& story, const std::vector<Deed>& deeds);

} // namespace plumbline::history

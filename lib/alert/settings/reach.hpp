#pragma once

#include "alert/settings/settings.hpp"

#include <vector>

namespace plumbline::alert {

struct PlacedRoute {
    Route route;
    base::Place place;
};

/// Refuses a route that no alert can ever come to: an earlier one takes all that it could match, or no
/// finding meets its conditions together. And one whose name an earlier one has.
void check_reach(const PlacedRoute& next, const std::vector<PlacedRoute>& earlier,
                 base::Diagnostics& diagnostics);

} // namespace plumbline::alert

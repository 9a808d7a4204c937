#pragma once

#include "alert/settings/settings.hpp"
#include "standard/form.hpp"

#include <string>
#include <vector>

namespace plumbline::alert {

/// `routes:`, of which there must be one. `destinations`: what `to` may name.
[[nodiscard]] std::vector<Route> read_routes(standard::Form& form,
                                             const std::vector<std::string>& destinations,
                                             base::Diagnostics& diagnostics);

} // namespace plumbline::alert

#pragma once

#include "audit/pool.hpp"
#include "transport/resolver.hpp"
#include "transport/transport.hpp"

#include <string>
#include <vector>

namespace plumbline::audit {

/// Where a destination leads, as far as that is known before the visit.
struct Route {
    std::string address = {};            ///< "web1.example.org:22", "local"
    std::vector<std::string> gates = {}; ///< hosts behind one address or one jump host share its patience
};
[[nodiscard]] std::vector<Route> routes_to(const std::vector<transport::Destination>& destinations,
                                           transport::Resolver& resolver);

[[nodiscard]] std::vector<Visit> visits_to(const std::vector<transport::Destination>& destinations,
                                           const std::vector<Route>& routes);

} // namespace plumbline::audit

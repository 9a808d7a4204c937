#include "audit/routes.hpp"

#include <fmt/format.h>

#include <exception>

namespace plumbline::audit {
namespace {

Route route_to(const transport::Destination& destination, transport::Resolver& resolver) {
    if (destination.choice == transport::Choice::local)
        return {"local", {}};
    try {
        const auto options = resolver.options(destination);
        Route route{fmt::format("{}:{}", options.host_name, options.port), {options.host_name}};
        if (!options.proxy_jump.empty() && options.proxy_jump != "none")
            route.gates.push_back("through " + options.proxy_jump);
        return route;
    } catch (const std::exception&) { // the visit meets the same, and it is then that host's failure
        return {destination.address.value_or(destination.host), {}};
    }
}

} // namespace

std::vector<Route> routes_to(const std::vector<transport::Destination>& destinations,
                             transport::Resolver& resolver) {
    std::vector<Route> routes;
    routes.reserve(destinations.size());
    for (const auto& destination : destinations)
        routes.push_back(route_to(destination, resolver));
    return routes;
}

std::vector<Visit> visits_to(const std::vector<transport::Destination>& destinations,
                             const std::vector<Route>& routes) {
    std::vector<Visit> visits;
    visits.reserve(routes.size());
    for (std::size_t host = 0; host < routes.size(); ++host) {
        const bool local = destinations[host].choice == transport::Choice::local;
        visits.push_back({routes[host].gates, local ? Confinement::local : Confinement::sandboxed});
    }
    return visits;
}

} // namespace plumbline::audit

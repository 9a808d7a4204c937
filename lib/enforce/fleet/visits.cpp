#include "enforce/fleet/visits.hpp"

#include <numeric>

namespace plumbline::enforce {
namespace {

/// A package may take its time; each step has a limit of its own, which the host keeps.
constexpr base::Milliseconds longest_answer = std::chrono::minutes(30);
constexpr base::Milliseconds longest_visit = std::chrono::hours(4);

} // namespace

Visits::Visits(const Reach& reach)
    : reach_(reach), routes_(audit::routes_to(reach.destinations, reach.resolver)) {}

std::vector<std::size_t> Visits::all() const {
    std::vector<std::size_t> places(routes_.size());
    std::iota(places.begin(), places.end(), 0U);
    return places;
}

void Visits::run(const std::vector<std::size_t>& hosts, const Calls& calls) const {
    std::vector<transport::Destination> destinations;
    std::vector<audit::Route> routes;
    for (const auto host : hosts) {
        destinations.push_back(reach_.destinations[host]);
        routes.push_back(routes_[host]);
    }
    auto limits = reach_.limits;
    limits.probe = longest_answer;
    limits.host = longest_visit;
    auto limits_of_pool = reach_.pool;
    limits_of_pool.host = limits_of_pool.run = longest_visit;
    audit::Pool pool(audit::WorkerKnowledge{destinations, reach_.resolver, limits}, limits_of_pool);
    pool.run(
        audit::visits_to(destinations, routes), [&](std::size_t at) { return calls.begin(hosts[at]); },
        [&](std::size_t at, const transport::Outcome& outcome, double) {
            auto next = calls.go_on(hosts[at], outcome);
            if (!next && calls.comes_again(hosts[at]))
                pool.visit_again(at);
            return next;
        },
        [] { return false; });
}

} // namespace plumbline::enforce

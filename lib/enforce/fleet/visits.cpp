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

void Visits::run(const std::vector<std::size_t>& hosts, const std::function<std::string(std::size_t)>& begin,
                 const std::function<Input(std::size_t, const transport::Outcome&)>& go_on) const {
    std::vector<transport::Destination> destinations;
    std::vector<audit::Route> routes;
    for (const auto host : hosts) {
        destinations.push_back(reach_.destinations[host]);
        routes.push_back(routes_[host]);
    }
    auto limits = reach_.limits;
    limits.probe = longest_answer;
    limits.host = longest_visit;
    auto pool = reach_.pool;
    pool.host = pool.run = longest_visit;
    audit::Pool(audit::WorkerKnowledge{destinations, reach_.resolver, limits}, pool)
        .run(
            audit::visits_to(destinations, routes), [&](std::size_t at) { return begin(hosts[at]); },
            [&](std::size_t at, const transport::Outcome& outcome, double) {
                return go_on(hosts[at], outcome);
            },
            [] { return false; });
}

} // namespace plumbline::enforce

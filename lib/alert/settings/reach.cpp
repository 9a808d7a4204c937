#include "alert/settings/reach.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

/// Of conditions that hold for any of some values, and for all where there are none.
template <typename Value>
bool admits_all_of(const std::set<Value>& wide, const std::set<Value>& narrow) {
    return wide.empty() || (!narrow.empty() && std::ranges::includes(wide, narrow));
}

bool admits_all_of(const std::optional<inventory::Pattern>& wide,
                   const std::optional<inventory::Pattern>& narrow) {
    return !wide || (narrow && wide->text() == narrow->text());
}

bool takes_all_of(const Route& earlier, const Route& route) {
    return !earlier.goes_on && earlier.severity <= route.severity &&
           admits_all_of(earlier.events, route.events) && admits_all_of(earlier.hosts, route.hosts) &&
           admits_all_of(earlier.tags, route.tags) && admits_all_of(earlier.causes, route.causes) &&
           admits_all_of(earlier.contacts, route.contacts);
}

bool is_of_the_site(Trigger trigger) {
    return trigger == Trigger::signoff || trigger == Trigger::audit_missing ||
           trigger == Trigger::audit_failed;
}

bool contradicts_itself(const Route& route) {
    const bool of_findings =
        route.hosts || !route.tags.empty() || !route.causes.empty() || !route.contacts.empty();
    return of_findings && !route.events.empty() && std::ranges::all_of(route.events, is_of_the_site);
}

} // namespace

void check_reach(const PlacedRoute& next, const std::vector<PlacedRoute>& earlier,
                 base::Diagnostics& diagnostics) {
    const auto& route = next.route;
    if (contradicts_itself(route))
        diagnostics.error(next.place,
                          "nothing can come to this route: its events are the whole site's, and its hosts, "
                          "tags, cause or contact are a finding's",
                          "make two routes of it");
    const auto taker = std::ranges::find_if(
        earlier, [&](const PlacedRoute& other) { return takes_all_of(other.route, route); });
    if (taker != earlier.end())
        diagnostics.error(next.place,
                          fmt::format("nothing can come to this route: '{}', on line {}, takes all of it",
                                      taker->route.name, taker->place.line),
                          "move this one before it, or give that one 'continue: true'");
    const auto same = std::ranges::find_if(
        earlier, [&](const PlacedRoute& other) { return other.route.name == route.name; });
    if (same != earlier.end())
        diagnostics.error(
            next.place, fmt::format("the route on line {} is named '{}', too", same->place.line, route.name),
            "give it a name of its own");
}

} // namespace plumbline::alert

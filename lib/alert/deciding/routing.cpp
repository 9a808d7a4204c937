#include "alert/deciding/routing.hpp"

#include "alert/wording/bounded.hpp"
#include "base/error.hpp"

#include <algorithm>

namespace plumbline::alert {
namespace {

/// A group that has become smaller than the pattern counts has no such hosts.
std::vector<const inventory::Host*> selected(const inventory::Inventory& hosts,
                                             const inventory::Pattern& pattern) {
    try {
        return select(hosts, pattern);
    } catch (const base::Error&) {
        return {};
    }
}

bool is_due(const Route& route, const Subject& subject, base::Instant now) {
    return route.remind && now - subject.member.since >= *route.remind;
}

bool share_any(const std::set<std::string>& left, const std::set<std::string>& right) {
    return std::ranges::any_of(left, [&](const auto& one) { return right.contains(one); });
}

} // namespace

Routing::Routing(const Settings& settings, const inventory::Inventory& hosts) : settings_(settings) {
    for (const auto& route : settings.routes)
        if (route.hosts) {
            auto& names = hosts_[&route];
            for (const auto* host : selected(hosts, *route.hosts))
                names.insert(bounded_line(host->name));
        }
}

bool Routing::leads(const Route& route, const Subject& subject, Trigger trigger, base::Instant now) const {
    if (subject.member.severity < route.severity)
        return false;
    if (!route.events.empty() && !route.events.contains(trigger))
        return false;
    if (trigger == Trigger::still_open && !is_due(route, subject, now))
        return false;
    if (route.hosts && !hosts_.at(&route).contains(subject.member.host))
        return false;
    if (!route.tags.empty() && !share_any(route.tags, subject.tags))
        return false;
    if (!route.causes.empty() && !(subject.cause && route.causes.contains(*subject.cause)))
        return false;
    return route.contacts.empty() ||
           (!subject.member.host.empty() && route.contacts.contains(subject.contact));
}

std::vector<Way> Routing::ways(const Subject& subject, Trigger trigger, base::Instant now) const {
    std::vector<Way> ways;
    for (const auto& route : settings_.routes) {
        if (!leads(route, subject, trigger, now))
            continue;
        for (const auto& destination : route.to)
            if (std::ranges::find(ways, destination, &Way::destination) == ways.end())
                ways.push_back({destination, &route});
        if (!route.goes_on)
            break;
    }
    return ways;
}

const Route* Routing::named(const std::string& route) const {
    const auto found = std::ranges::find(settings_.routes, route, &Route::name);
    return found == settings_.routes.end() ? nullptr : &*found;
}

} // namespace plumbline::alert

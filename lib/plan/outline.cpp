#include "plan/outline.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace plumbline::plan {
namespace {

std::string key_of(const PlannedResource& resource) {
    return resource.id.text() + resource.seen;
}
std::string key_of(const Refresh& refresh) {
    return refresh.id.text();
}
const PlannedResource*& work_of(Change& change) {
    return change.resource;
}
const Refresh*& work_of(SharedRefresh& shared) {
    return shared.refresh;
}

/// Finds what is alike, in the order in which it is first met.
template <typename Shared, typename Work>
class Sharing {
public:
    explicit Sharing(std::vector<Shared>& all) : all_(all) {}

    std::size_t place_of(const Work& work, const std::string& host) {
        auto& alike = by_key_[key_of(work)];
        const auto known =
            std::ranges::find_if(alike, [&](std::size_t place) { return *work_of(all_[place]) == work; });
        const auto place = known == alike.end() ? all_.size() : *known;
        if (known == alike.end()) {
            alike.push_back(place);
            work_of(all_.emplace_back()) = &work;
        }
        all_[place].hosts.push_back(host);
        return place;
    }

private:
    std::vector<Shared>& all_;
    std::map<std::string, std::vector<std::size_t>> by_key_;
};

/// Less is read earlier.
auto rank_of(const Change& change) {
    const auto worst = risk::worst_of(change.resource->risks);
    return std::tuple(change.resource->steps.empty(), worst ? -static_cast<int>(*worst) : 1,
                      -static_cast<int>(change.resource->severity));
}

/// Sorts the changes and numbers them; the routes hold places until then.
void number_changes(Outline& outline) {
    std::vector<std::size_t> order(outline.changes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t place) { return rank_of(outline.changes[place]); });
    std::vector<Change> sorted;
    std::vector<std::size_t> numbers(order.size());
    for (const auto place : order) {
        numbers[place] = sorted.size() + 1;
        sorted.push_back(std::move(outline.changes[place]));
        sorted.back().number = sorted.size();
    }
    outline.changes = std::move(sorted);
    for (auto& route : outline.routes)
        for (auto& place : route.changes)
            place = numbers[place];
}

} // namespace

Outline outline_of(const Plan& plan) {
    Outline outline;
    Sharing<Change, PlannedResource> changes(outline.changes);
    Sharing<SharedRefresh, Refresh> refreshes(outline.refreshes);
    for (const auto& host : plan.hosts) {
        auto& route = outline.routes.emplace_back();
        for (const auto& resource : host.resources)
            route.changes.push_back(changes.place_of(resource, host.name));
        for (const auto& refresh : host.refreshes)
            route.refreshes.push_back(refreshes.place_of(refresh, host.name) + 1);
    }
    number_changes(outline);
    for (std::size_t place = 0; place < outline.refreshes.size(); ++place)
        outline.refreshes[place].number = place + 1;
    return outline;
}

Totals totals_of(const Plan& plan) {
    Totals totals;
    for (const auto& host : plan.hosts) {
        totals.hosts += host.has_steps() ? 1 : 0;
        totals.failed += host.error.empty() ? 0 : 1;
        totals.left += host.left.size();
        for (const auto& resource : host.resources) {
            totals.changes += resource.steps.empty() ? 0 : 1;
            totals.declined += resource.declined.empty() ? 0 : 1;
        }
    }
    return totals;
}

} // namespace plumbline::plan

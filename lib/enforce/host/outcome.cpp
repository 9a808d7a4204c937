#include "enforce/host/outcome.hpp"

#include <algorithm>

namespace plumbline::enforce {

bool some_applied(const std::vector<ResourceOutcome>& outcomes, const base::List& resources) {
    return std::ranges::any_of(outcomes, [&](const ResourceOutcome& outcome) {
        return outcome.outcome == Outcome::applied &&
               std::ranges::find(resources, outcome.id.text()) != resources.end();
    });
}

std::size_t HostOutcome::count(Outcome outcome) const {
    return static_cast<std::size_t>(std::ranges::count(resources, outcome, &ResourceOutcome::outcome));
}

bool HostOutcome::succeeded() const {
    const auto is_bad = [](const ResourceOutcome& one) {
        return one.outcome == Outcome::failed || one.outcome == Outcome::refused;
    };
    return error.empty() && std::ranges::none_of(resources, is_bad) &&
           std::ranges::none_of(refreshes, is_bad);
}

} // namespace plumbline::enforce

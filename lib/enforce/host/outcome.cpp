#include "enforce/host/outcome.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <iterator>

namespace plumbline::enforce {
namespace {

/// The words of what it runs, where to restart is to start.
base::List started_by(const plan::PlannedStep& step) {
    base::List words;
    for (const auto word : base::words(step.words))
        words.emplace_back(word == "restart" || word == "try-restart" ? "start" : word);
    return words;
}

} // namespace

bool some_applied(const std::vector<ResourceOutcome>& outcomes, const base::List& resources) {
    return std::ranges::any_of(outcomes, [&](const ResourceOutcome& outcome) {
        return outcome.outcome == Outcome::applied &&
               std::ranges::find(resources, outcome.id.text()) != resources.end();
    });
}

bool was_notified(const plan::HostPlan& plan, const std::vector<ResourceOutcome>& outcomes,
                  const standard::Identity& id) {
    for (std::size_t place = 0; place < outcomes.size(); ++place) {
        const auto& notified = plan.resources[place].notifies;
        if (outcomes[place].outcome == Outcome::applied &&
            std::ranges::find(notified, id.text()) != notified.end())
            return true;
    }
    return false;
}

bool is_fresh(const plan::HostPlan& plan, const std::vector<ResourceOutcome>& outcomes,
              const plan::Refresh& refresh) {
    const auto own = std::ranges::find(outcomes, refresh.id, &ResourceOutcome::id);
    if (own == outcomes.end() || own->outcome != Outcome::applied ||
        some_applied({std::next(own), outcomes.end()}, refresh.notified_by))
        return false;
    const auto& done = plan.resources[static_cast<std::size_t>(own - outcomes.begin())].steps;
    return std::ranges::all_of(refresh.steps, [&](const plan::PlannedStep& wanted) {
        return std::ranges::any_of(
            done, [&](const plan::PlannedStep& step) { return started_by(step) == started_by(wanted); });
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

// The end of a host's turns: what has read something that was changed is told.
#include "enforce/host/compare.hpp"
#include "enforce/host/host_run.hpp"
#include "enforce/host/part.hpp"
#include "enforce/talk/results.hpp"
#include "plan/describe.hpp"

#include <algorithm>

namespace plumbline::enforce {

Input HostRun::take_refreshes() {
    for (; refresh_ < task_.plan.refreshes.size(); ++refresh_) {
        const auto& refresh = task_.plan.refreshes[refresh_];
        if (refresh.steps.empty() || !is_due(refresh))
            continue;
        if (!is_fresh(task_.plan, outcome_.resources, refresh))
            return take_refresh(refresh);
        outcome_.refreshes[refresh_].outcome = Outcome::already;
        outcome_.refreshes[refresh_].words = "it was begun anew in its own turn";
    }
    return close();
}

/// What was put right before the run was cut is followed by its refresh all the same.
bool HostRun::is_due(const plan::Refresh& refresh) const {
    const auto& earlier = task_.earlier;
    const auto was_put_right = [&](const ResourceOutcome& one) {
        return one.outcome == Outcome::already &&
               (earlier.begun.contains(one.id) || earlier.applied.contains(one.id)) &&
               std::ranges::find(refresh.notified_by, one.id.text()) != refresh.notified_by.end();
    };
    return some_applied(outcome_.resources, refresh.notified_by) ||
           (!earlier.refreshed.contains(refresh.id) &&
            std::ranges::any_of(outcome_.resources, was_put_right));
}

std::vector<resource::Step> HostRun::steps_of(const plan::Refresh& refresh) const {
    const auto catalog = part_of(task_.catalog, {refresh.id});
    const auto& resource = catalog.resources.front();
    return resource.type->refresh(*resource.desired, facts_).all;
}

Input HostRun::take_refresh(const plan::Refresh& refresh) {
    const Batch batch{task_.run, next_step_, steps_of(refresh)};
    auto& outcome = outcome_.refreshes[refresh_];
    plan::PlannedSteps now;
    for (const auto& step : batch.steps)
        now.push_back(plan::describe(step, {task_.secrecy, false}));
    if (const auto moved = difference(refresh.steps, now); !moved.empty()) {
        outcome.outcome = Outcome::refused;
        outcome.words = "changed since the plan: " + moved;
        ++refresh_;
        return take_refreshes();
    }
    for (std::size_t step = 0; step < batch.steps.size(); ++step)
        outcome.steps.push_back(next_step_++);
    witness_.refreshing(outcome_.name, outcome);
    return conversation_.order([&](const auto& nonce) { return enforce::apply(batch, nonce); },
                               batch.steps.size(),
                               [this](const Results& results) { return refreshed(results); });
}

Input HostRun::refreshed(const Results& results) {
    auto& outcome = outcome_.refreshes[refresh_];
    outcome.outcome = worst_of(results);
    outcome.words = failure_among(results);
    witness_.refreshed(outcome_.name, outcome);
    ++refresh_;
    return take_refreshes();
}

} // namespace plumbline::enforce

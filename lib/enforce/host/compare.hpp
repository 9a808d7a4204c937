#pragma once

#include "plan/plan.hpp"

#include <string>

namespace plumbline::enforce {

/// What is no longer as the plan saw it: "mode was 0600 when it was planned, is 0640 now"; empty where it is
/// the same, and the steps are those that were signed. `now` is the same resource, planned on what is there.
[[nodiscard]] std::string difference(const plan::PlannedResource& planned, const plan::PlannedResource& now);
/// The properties that are not as they were; none where it is what is behind them that moved.
[[nodiscard]] base::List moved_properties(const plan::PlannedResource& planned,
                                          const plan::PlannedResource& now);

/// What is no longer to be done as it was signed.
[[nodiscard]] std::string difference(const plan::PlannedSteps& planned, const plan::PlannedSteps& now);

} // namespace plumbline::enforce

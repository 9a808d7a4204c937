#pragma once

#include "enforce/fleet/visits.hpp"
#include "enforce/host/host_run.hpp"
#include "enforce/rollback/host_rollback.hpp"

#include <vector>

namespace plumbline::enforce {

/// Puts hosts right, several at once, and reaches each that was changed a second time over a new connection:
/// only then it is done. Hosts that can't be reached then go back by themselves as far as they were told to.
[[nodiscard]] std::vector<HostOutcome> put_right(const std::vector<HostTask>& tasks, const Reach& reach,
                                                 const Witness& witness);

/// Takes back what a run did, on several hosts at once.
[[nodiscard]] std::vector<HostOutcome> take_back(const std::vector<RollbackTask>& tasks, const Reach& reach,
                                                 const Witness& witness);

} // namespace plumbline::enforce

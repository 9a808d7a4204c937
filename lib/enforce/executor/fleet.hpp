#pragma once

#include "audit/pool.hpp"
#include "enforce/executor/host_run.hpp"
#include "transport/resolver.hpp"

#include <vector>

namespace plumbline::enforce {

/// How hosts are reached.
struct Reach {
    std::vector<transport::Destination> destinations; ///< beside the tasks
    transport::Limits limits;                         ///< of one audit: changes get more time
    audit::PoolLimits pool;
    transport::Resolver& resolver;
};

/// Puts hosts right, several at once, and reaches each that was changed a second time over a new connection:
/// only then it is done. Hosts that can't be reached then go back by themselves as far as they were told to.
[[nodiscard]] std::vector<HostOutcome> put_right(const std::vector<HostTask>& tasks, const Reach& reach,
                                                 const Witness& witness);

} // namespace plumbline::enforce

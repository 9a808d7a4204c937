// audit: the read-only run: workers, deadlines, pace, progress; connects the rooms and has no rule of its
// own. It must never include enforce: nothing reachable from here can change a host.
#pragma once

#include "audit/asked.hpp"
#include "audit/pool.hpp"
#include "probe/question.hpp"
#include "report/report.hpp"
#include "transport/transport.hpp"

#include <functional>
#include <string>
#include <vector>

namespace plumbline::audit {

/// The hosts that are looked at, and what a look may cost.
struct LookPlan {
    const std::vector<transport::Destination>& destinations;
    transport::Limits limits;
    PoolLimits pool;
};

/// What a look at one host brought.
struct Sight {
    std::size_t host = 0;
    std::string address; ///< what was connected to, or "local"
    Told result;
    double seconds = 0;
    transport::Choice used = transport::Choice::automatic;
    std::string remark;
};

/// What the caller does about it; all are called in this process, one at a time.
struct LookCalls {
    std::function<probe::Queries(std::size_t host)> questions;
    /// Says what more to ask of the same host, in the same session: mostly nothing. A host that failed is not
    /// asked again.
    std::function<probe::Queries(Sight)> seen;
    /// What became of that; never called where `seen` always says nothing.
    std::function<void(std::size_t host, Told)> followed = {};
    std::function<bool()> interrupted;
};

/// Asks every host its questions, once, over workers of their own, and hands over what was seen in the order
/// in which hosts finish.
void look(const LookPlan& plan, transport::Resolver& resolver, const LookCalls& calls);

} // namespace plumbline::audit

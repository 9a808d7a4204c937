#pragma once

#include "plan/plan.hpp"
#include "report/report.hpp"

#include <string>

namespace plumbline::enforce {

/// What an audit after the plan was applied shows that nobody expected: a host that can't be audited, a drift
/// that the plan did not know: "web1: service:nginx drifts, which was in sync: state is stopped". Empty:
/// none.
[[nodiscard]] std::string surprise(const plan::Plan& plan, const report::HostResult& host);

} // namespace plumbline::enforce

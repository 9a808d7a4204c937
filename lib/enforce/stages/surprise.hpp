#pragma once

#include "plan/plan.hpp"
#include "report/report.hpp"

#include <string>

namespace plumbline::enforce {

/// What an audit after the plan was applied shows that nobody expected: a host that can't be audited, a drift
/// that the plan did not know, what was put right (`chosen` has it) and drifts again: "web1: service:nginx
/// drifts, and did not when it was planned: state is stopped". Empty: none.
[[nodiscard]] std::string surprise(const plan::Plan& plan, const plan::Plan& chosen,
                                   const report::HostResult& host);

} // namespace plumbline::enforce

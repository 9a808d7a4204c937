#pragma once

#include "auditing/prepared.hpp"

#include "plan/plan.hpp"

#include <chrono>
#include <string>

namespace plumbline::cli {

/// Waits; whether nobody stopped the run meanwhile.
[[nodiscard]] bool wait_unless_stopped(std::chrono::seconds time);

/// Whether a stage stands: why the run does not go on, or nothing. `check` is `audit`, or a program that gets
/// the hosts of the stage as words and must exit with 0. `plan`: all that was planned.
[[nodiscard]] std::string why_not_on(const plan::Plan& stage, const plan::Plan& plan,
                                     const std::string& check, Prepared& prepared);

} // namespace plumbline::cli

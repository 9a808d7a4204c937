#pragma once

#include "enforce/host/outcome.hpp"

#include <string>
#include <vector>

namespace plumbline::cli {

/// What became of it, for people: each host, each resource, and what it comes to. `done` is the word for what
/// was done: "applied", "taken back".
void print_outcomes(const std::vector<enforce::HostOutcome>& outcomes, const std::string& done);

/// 0 all done, or right before; 2 something was refused, failed or not tried; 4 a host could not be reached
/// to its end; 6 both.
[[nodiscard]] int status_of(const std::vector<enforce::HostOutcome>& outcomes);

} // namespace plumbline::cli

#pragma once

#include "enforce/host/host_run.hpp"
#include "enforce/record/journal.hpp"

#include <map>
#include <string>

namespace plumbline::enforce {

/// What a run that is gone on with did to its hosts, by their names, before it was cut.
[[nodiscard]] std::map<std::string, Earlier> earlier_of(const Undertaken& undertaken);

} // namespace plumbline::enforce

#pragma once

#include "history/reader.hpp"

#include <functional>
#include <string>

namespace plumbline::history {

/// What a run's report said of the run as a whole; base::Error for one that did not finish.
[[nodiscard]] report::RunRecord record_of(Database& database, const RunSummary& run);

/// Its hosts, one after another, in the order of the report.
void each_host(Database& database, const RunSummary& run,
               const std::function<void(report::HostResult&&)>& visit);

} // namespace plumbline::history

#pragma once

#include "history/reader.hpp"
#include "report/mean_times.hpp"

#include <string>

namespace plumbline::history {

/// Of the drifts that the site's audits saw first (to detect) or saw right again (to mend) in the 30 days up
/// to that run. When a host moved is what evidence says, or the middle of the time between two audits; of
/// drift that is not the host's doing, or had no audit before it, nothing is known. Within
/// Database::snapshot().
[[nodiscard]] report::MeanTimes mean_times_until(Database& database, const std::string& site,
                                                 const RunSummary& run);

} // namespace plumbline::history

#pragma once

#include "history/reader.hpp"
#include "report/days.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::history {

/// A run that finished, by its number.
struct RunTime {
    std::int64_t seq = 0;
    base::Instant started;
    std::size_t failed = 0; ///< hosts that it could not check, or not wholly
};
/// A drift from the run that first saw it until the one that saw it right again.
struct DriftSpan {
    std::int64_t opened = 0;
    std::optional<std::int64_t> closed;
};

/// The days (UTC) from the first of the runs to the last, but at most the last so many. A day without a run
/// has as many open as the one before it. Pure.
[[nodiscard]] report::Days count_days(const std::vector<RunTime>& runs, const std::vector<DriftSpan>& drifts,
                                      std::size_t most);

/// What the site's audits saw day by day, up to that run; drifts that were agreed on are among them. Within
/// Database::snapshot().
[[nodiscard]] report::Days days_until(Database& database, const std::string& site, const RunSummary& run);

} // namespace plumbline::history

#pragma once

#include "base/clock.hpp"

#include <cstddef>
#include <vector>

namespace plumbline::report {

/// What the audits of one day (UTC) saw, for a picture of the last days.
struct Day {
    base::Instant begin;
    bool audited = false;     ///< some run of that day finished
    std::size_t opened = 0;   ///< drifts that were first seen that day
    std::size_t resolved = 0; ///< drifts that were seen right again
    std::size_t open = 0;     ///< how many were open after the last run of that day
    std::size_t failed = 0;   ///< hosts that its worst run could not check, or not wholly
    bool operator==(const Day&) const = default;
};
/// One after another without a gap, oldest first.
using Days = std::vector<Day>;

} // namespace plumbline::report

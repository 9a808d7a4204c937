#pragma once

#include "base/clock.hpp"

#include <cstddef>

namespace plumbline::report {

/// Over so many drifts; of none there is no mean.
struct MeanTime {
    base::Milliseconds mean{};
    std::size_t drifts = 0;
    bool operator==(const MeanTime&) const = default;
};

/// How quickly drift was found and ended, over the last days. What was agreed on all the time is no part of
/// it.
struct MeanTimes {
    MeanTime detect = {}; ///< from when a host moved until a run saw it
    MeanTime mend = {};   ///< from the run that saw it first until the one that saw it right again
};

} // namespace plumbline::report

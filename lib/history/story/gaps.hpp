#pragma once

#include "base/clock.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::history {

/// A run as far as it tells whether one was due.
struct Beat {
    std::string id;
    base::Instant started;
    std::optional<base::Instant> finished; ///< nothing: it was interrupted, or still runs
};

/// A time without a run that finished, though one was due.
struct Gap {
    base::Instant after;                  ///< when the last run before it began
    std::optional<base::Instant> before;  ///< when the next began; nothing: there was none yet
    std::size_t missed = 0;               ///< how many were due
    std::vector<std::string> interrupted; ///< ids of those that began in it and never finished
};

/// A run may be late by half of `every` before it counts as missed.
inline constexpr double tolerance = 1.5;

/// The gaps between the first run that finished and now, oldest first, if one was to begin `every` so often.
/// `runs` are those of one site, oldest first. A run that began less than `tolerance` × `every` ago and has
/// not finished may still be running: until then nothing is missed after the run before it. Pure.
[[nodiscard]] std::vector<Gap> gaps(const std::vector<Beat>& runs, base::Milliseconds every,
                                    base::Instant now);

} // namespace plumbline::history

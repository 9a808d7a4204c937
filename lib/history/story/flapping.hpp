#pragma once

#include "base/clock.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace plumbline::history {

/// From when on a resource had a value; only changes, oldest first.
struct Turn {
    base::Instant when;
    std::string value; ///< anything that tells one from another: a digest of what was seen
};

/// Returns to a value that was left before count for so long.
inline constexpr base::Milliseconds flapping_memory{14LL * 24 * 3'600'000};
/// One return is a repair. From the second on, something puts it back and something changes it again.
inline constexpr std::size_t least_returns = 2;

/// How often within the last flapping_memory the resource came back to a value that it had before in that
/// time (A → B → A); 0 for fewer than least_returns: then it does not flap. Pure. To be in sync is a value
/// like any other. Two turns in a row with one value are one.
[[nodiscard]] std::size_t flaps(const std::vector<Turn>& turns, base::Instant now);

} // namespace plumbline::history

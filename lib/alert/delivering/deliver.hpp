#pragma once

#include "alert/memory/memory.hpp"
#include "alert/settings/settings.hpp"

#include <functional>
#include <string>
#include <vector>

namespace plumbline::alert {

/// What became of the outbox.
struct Deliveries {
    std::size_t delivered = 0;
    std::size_t kept = 0; ///< for the next run: held back by hours or digests, or undeliverable for now
    /// What went wrong, a line each: "ops: 503 Service Unavailable; mail took over", "oncall: connection
    /// refused; kept for the next run".
    std::vector<std::string> troubles = {};
    std::size_t undelivered = 0; ///< those of `kept` that were due
};

/// The time, a pause that ends early when the run is interrupted, and whether it was: replaced in tests.
struct Clock {
    std::function<base::Instant()> now;
    std::function<void(base::Milliseconds)> pause;
    std::function<bool()> interrupted;
};

/// Sends what is due. Each attempt is bounded, each message is tried a few times, a provider's next channel
/// takes over, a channel that keeps failing is left alone for a while. `save` is called before the first
/// attempt and after each outcome, so that killed at any moment nothing is lost, and only a message whose
/// outcome was never known is sent again, under the same id.
[[nodiscard]] Deliveries deliver(const Settings& settings, Memory& memory, const Clock& clock,
                                 const std::function<void(const Memory&)>& save);

} // namespace plumbline::alert

#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace plumbline::audit {

/// How many connections may be begun. OpenSSH drops connections above MaxStartups (10:30:100) and, since 9.8,
/// penalises addresses that make too many, so a careful auditor never comes near.
struct PaceLimits {
    unsigned new_per_second = 100; ///< over all hosts
    unsigned per_gate = 8;         ///< in flight to one address, or through one jump host
};

/// Decides when the next host may be visited. A gate is an address or a jump host that several hosts share.
class Pace {
public:
    explicit Pace(PaceLimits limits) : limits_(limits) {}

    /// Whether a visit through these gates may begin at `now`.
    [[nodiscard]] bool may_begin(const std::vector<std::string>& gates, base::Monotonic now) const;
    void begin(const std::vector<std::string>& gates, base::Monotonic now);
    void end(const std::vector<std::string>& gates);

    /// When the rate alone allows another visit.
    [[nodiscard]] base::Monotonic next_slot() const { return next_; }

private:
    PaceLimits limits_;
    std::map<std::string, unsigned> in_flight_;
    base::Monotonic next_{};
};

} // namespace plumbline::audit

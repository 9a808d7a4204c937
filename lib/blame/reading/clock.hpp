// The host's clock against the one here, and the stamps of its logs.
#pragma once

#include "base/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::blame {

/// A moment by the host's clock.
using HostTime = std::chrono::sys_time<std::chrono::microseconds>;

/// What a date and a time of day stand for where a clock is that far ahead of UTC.
struct Civil {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
    unsigned microseconds = 0;
};
[[nodiscard]] std::optional<HostTime> to_host_time(const Civil& civil, std::chrono::minutes zone);

class HostClock {
public:
    /// The answer to log_clock, "EPOCH ZONE" and, in a second line, proc(5)'s uptime; without one the host's
    /// clock is taken to be right and in UTC.
    HostClock(std::string_view answer, base::Instant received);

    [[nodiscard]] bool known() const { return known_; }
    [[nodiscard]] HostTime now() const { return now_; }
    [[nodiscard]] std::chrono::minutes zone() const { return zone_; }
    /// How far it is ahead of the clock here; up to five seconds are none.
    [[nodiscard]] std::chrono::seconds ahead() const { return ahead_; }
    [[nodiscard]] base::Instant here(HostTime time) const;
    [[nodiscard]] base::Instant here(std::int64_t epoch) const;
    /// When the host was started, by the clock here.
    [[nodiscard]] std::optional<base::Instant> started() const { return started_; }

    /// "Nov 21 05:02:59 …": the latest year in which that is no more than a day ahead of now. Takes it, and
    /// the blank after it, off the front.
    [[nodiscard]] std::optional<HostTime> cut_traditional(std::string_view& line) const;
    /// "2026-11-21T05:02:59.123456+01:00 …", "2026-11-21 05:02:59,123 …", "2026-11-21T05:02:59Z …"; without a
    /// zone in the host's.
    [[nodiscard]] std::optional<HostTime> cut_iso(std::string_view& line) const;
    /// Either.
    [[nodiscard]] std::optional<HostTime> cut_stamp(std::string_view& line) const;

private:
    bool known_ = false;
    HostTime now_;
    std::chrono::minutes zone_{0};
    std::chrono::seconds ahead_{0};
    std::optional<base::Instant> started_;
};

} // namespace plumbline::blame

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::base {

using Instant = std::chrono::system_clock::time_point;   ///< wall clock, for records
using Monotonic = std::chrono::steady_clock::time_point; ///< never jumps, for deadlines
using Milliseconds = std::chrono::milliseconds;

/// "2026-11-20T13:00:02Z" (RFC 3339, UTC, whole seconds).
[[nodiscard]] std::string to_rfc3339(Instant instant);

/// A day, which begins at midnight UTC, or a time of RFC 3339 with any offset; nothing for what is neither, or
/// is no day of the calendar.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

/// "90s", "10m", "1h30m", "500ms" as a duration; nothing when it is not one or is over 400 days.
[[nodiscard]] std::optional<Milliseconds> parse_duration(std::string_view text);
/// The shortest such text: "1h30m".
[[nodiscard]] std::string to_text(Milliseconds duration);

/// One absolute moment by which a phase is over.
class Deadline {
public:
    static Deadline after(Milliseconds duration) {
        return Deadline(std::chrono::steady_clock::now() + duration);
    }
    static Deadline earlier(Deadline left, Deadline right) { return left.at_ < right.at_ ? left : right; }

    [[nodiscard]] bool passed() const { return std::chrono::steady_clock::now() >= at_; }
    /// What is left, never below zero, rounded up to whole milliseconds: what poll(2) wants.
    [[nodiscard]] int remaining_ms() const;
    [[nodiscard]] Monotonic at() const { return at_; }

private:
    explicit Deadline(Monotonic at) : at_(at) {}
    Monotonic at_;
};

} // namespace plumbline::base

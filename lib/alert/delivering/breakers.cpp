#include "alert/delivering/breakers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

constexpr std::size_t most_failures = 3;
constexpr base::Milliseconds shortest = std::chrono::minutes(15);
constexpr base::Milliseconds longest = std::chrono::hours(4);

/// Nothing while there are too few.
base::Milliseconds pause_after(std::size_t failures) {
    if (failures < most_failures)
        return base::Milliseconds(0);
    auto pause = shortest;
    for (auto left = failures - most_failures; left > 0 && pause < longest; --left)
        pause *= 2;
    return std::min(pause, longest);
}

} // namespace

Passage passage(const Memory& memory, const std::string& channel, base::Instant now) {
    const auto found = memory.breakers.find(channel);
    if (found == memory.breakers.end() || !found->second.open_until)
        return Passage::free;
    return now < *found->second.open_until ? Passage::closed : Passage::probing;
}

void note_answer(Memory& memory, const std::string& channel) {
    memory.breakers.erase(channel);
}

void note_failure(Memory& memory, const std::string& channel, const std::string& why, base::Instant now,
                  std::optional<base::Milliseconds> wait_for) {
    auto& breaker = memory.breakers[channel];
    ++breaker.failures;
    breaker.why = why;
    const auto asked = std::clamp(wait_for.value_or(base::Milliseconds(0)), base::Milliseconds(0), longest);
    const auto pause = std::max(asked, pause_after(breaker.failures));
    breaker.open_until = pause.count() > 0 ? std::optional(now + pause) : std::nullopt;
}

std::string words_of(const Breaker& breaker) {
    return fmt::format("left alone until {}: {}",
                       base::to_rfc3339(breaker.open_until.value_or(base::Instant{})), breaker.why);
}

} // namespace plumbline::alert

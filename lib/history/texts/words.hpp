#pragma once

#include "base/clock.hpp"
#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace plumbline::history {

/// An enumeration's values by the words that stand for them in the store.
template <typename Enumeration, std::size_t Count>
using Words = std::array<std::pair<Enumeration, std::string_view>, Count>;

template <typename Enumeration, std::size_t Count>
std::string_view word_of(const Words<Enumeration, Count>& words, Enumeration value) {
    return std::ranges::find(words, value, &std::pair<Enumeration, std::string_view>::first)->second;
}

template <typename Enumeration, std::size_t Count>
Enumeration value_of(const Words<Enumeration, Count>& words, const std::string& word) {
    const auto found = std::ranges::find(words, word, &std::pair<Enumeration, std::string_view>::second);
    if (found == words.end())
        base::fail("expected one of the words that are stored, found '{}'", word);
    return found->first;
}

/// An instant as texts have it: microseconds since the epoch.
inline std::int64_t microseconds(base::Instant instant) {
    return std::chrono::duration_cast<std::chrono::microseconds>(instant.time_since_epoch()).count();
}

inline base::Instant from_microseconds(std::int64_t count) {
    return base::Instant(
        std::chrono::duration_cast<base::Instant::duration>(std::chrono::microseconds(count)));
}

} // namespace plumbline::history

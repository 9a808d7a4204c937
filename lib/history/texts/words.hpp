#pragma once

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/words.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace plumbline::history {

using base::word_of;
using base::Words;

template <typename Enumeration, std::size_t Count>
Enumeration value_of(const Words<Enumeration, Count>& words, const std::string& word) {
    if (const auto value = base::choice_of(words, word))
        return *value;
    base::fail("expected one of the words that are stored, found '{}'", word);
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

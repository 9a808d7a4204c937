#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace plumbline::base {

/// An enumeration's values by the words that stand for them outside of the program.
template <typename Enumeration, std::size_t Count>
using Words = std::array<std::pair<Enumeration, std::string_view>, Count>;

/// Of a value that is among them.
template <typename Enumeration, std::size_t Count>
std::string_view word_of(const Words<Enumeration, Count>& words, Enumeration value) {
    return std::ranges::find(words, value, &std::pair<Enumeration, std::string_view>::first)->second;
}

/// Nothing for a word that is none of them.
template <typename Enumeration, std::size_t Count>
std::optional<Enumeration> choice_of(const Words<Enumeration, Count>& words, std::string_view word) {
    const auto found = std::ranges::find(words, word, &std::pair<Enumeration, std::string_view>::second);
    return found == words.end() ? std::nullopt : std::optional(found->first);
}

} // namespace plumbline::base

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plumbline::alert {

/// A title, or the words of a fact, in bytes.
constexpr std::size_t most_words = 1 << 10;
/// A host, a resource or what is wrong with it, in a headline.
constexpr std::size_t most_in_headline = 200;

/// The front of raw text as one printable line, "…" where it is longer.
[[nodiscard]] std::string bounded_line(std::string_view raw, std::size_t most = most_words);

/// The front of a diff, at most 40 lines and 4 KiB; a last line says what was cut.
[[nodiscard]] std::string bounded_diff(std::string_view diff);

} // namespace plumbline::alert

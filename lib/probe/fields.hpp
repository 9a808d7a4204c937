#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

namespace plumbline::probe {

/// The texts between delimiters; one more than there are delimiters.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char delimiter);

/// Cuts the text up to the delimiter, and the delimiter, off the front; nothing when there is none.
[[nodiscard]] std::optional<std::string_view> cut(std::string_view& text, char delimiter);

/// Strict: the whole text is the number.
template <typename Number>
[[nodiscard]] bool read_number(std::string_view text, Number& number, int base = 10) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    return error == std::errc() && end == text.data() + text.size();
}

} // namespace plumbline::probe

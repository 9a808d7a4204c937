// What the orders take versions apart with.
#pragma once

#include <algorithm>
#include <cctype>
#include <string_view>

namespace plumbline::resource::versions {

using Text = std::string_view;

[[nodiscard]] inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
[[nodiscard]] inline bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
[[nodiscard]] inline bool is_alphanumeric(char c) {
    return is_digit(c) || is_letter(c);
}

template <typename T>
[[nodiscard]] int sign(const T& left, const T& right) {
    return left < right ? -1 : (right < left ? 1 : 0);
}

/// Takes the longest beginning whose every character satisfies the condition.
template <typename Condition>
Text take_while(Text& text, Condition condition) {
    const auto end = std::find_if_not(text.begin(), text.end(), condition);
    const auto taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(taken.size());
    return taken;
}

/// Runs of digits of any length, as numbers.
[[nodiscard]] inline int compare_digits(Text left, Text right) {
    left.remove_prefix(std::min(left.find_first_not_of('0'), left.size()));
    right.remove_prefix(std::min(right.find_first_not_of('0'), right.size()));
    return left.size() != right.size() ? sign(left.size(), right.size()) : sign(left, right);
}

} // namespace plumbline::resource::versions

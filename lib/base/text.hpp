#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::base {

/// The parts between separators; one empty part for an empty text.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// The lines, without their newlines; a last line may lack its newline. Nothing for an empty text.
[[nodiscard]] std::vector<std::string_view> lines(std::string_view text);

/// The runs of what is neither space, tab, newline nor carriage return.
[[nodiscard]] std::vector<std::string_view> words(std::string_view text);

/// Without spaces, tabs, newlines and carriage returns at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// How wide UTF-8 text stands: one column a character.
[[nodiscard]] std::size_t columns(std::string_view text);

/// Lines of at most `width` columns, broken at single blanks; those inside stay as they are. A word that is
/// wider runs over.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The whole text as a decimal number that fits; nothing when it is anything else.
template <typename Integer>
[[nodiscard]] std::optional<Integer> to_integer(std::string_view text) {
    Integer number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

} // namespace plumbline::base

#include "base/text.hpp"

#include <algorithm>

namespace plumbline::base {

namespace {

constexpr std::string_view blanks = " \t\n\r";

} // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t from = 0;;) {
        const std::size_t to = text.find(separator, from);
        parts.push_back(text.substr(from, to - from));
        if (to == std::string_view::npos) {
            return parts;
        }
        from = to + 1;
    }
}

std::vector<std::string_view> lines(std::string_view text) {
    if (text.ends_with('\n')) {
        text.remove_suffix(1);
    } else if (text.empty()) {
        return {};
    }
    return split(text, '\n');
}

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> found;
    for (std::size_t from = text.find_first_not_of(blanks); from != std::string_view::npos;) {
        const std::size_t to = text.find_first_of(blanks, from);
        found.push_back(text.substr(from, to - from));
        from = text.find_first_not_of(blanks, to);
    }
    return found;
}

std::string_view trim(std::string_view text) {
    const std::size_t from = text.find_first_not_of(blanks);
    if (from == std::string_view::npos) {
        return {};
    }
    return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

std::size_t columns(std::string_view text) {
    const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines{""};
    bool first = true;
    for (const auto word : split(text, ' ')) {
        if (!first && columns(lines.back()) + 1 + columns(word) > width) {
            lines.emplace_back();
        } else if (!first) {
            lines.back() += ' ';
        }
        lines.back() += word;
        first = false;
    }
    return lines;
}

} // namespace plumbline::base

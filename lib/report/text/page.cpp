#include "report/text/page.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

namespace plumbline::report {
namespace {

/// Text keeps at least so many columns, however narrow the terminal.
constexpr std::size_t least_room = 24;
/// Lines that go on stand below the beginning of their text, but no further right than this.
constexpr std::size_t deepest_hang = 40;

std::string_view code(Ink ink) {
    switch (ink) {
    case Ink::plain:
        return "";
    case Ink::bold:
        return "1";
    case Ink::faint:
        return "2";
    case Ink::red:
        return "31";
    case Ink::green:
        return "32";
    case Ink::yellow:
        return "33";
    case Ink::cyan:
        return "36";
    case Ink::alarm:
        return "1;31";
    }
    return "";
}

/// One column a character.
std::size_t columns(std::string_view text) {
    const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::ranges::count_if(text, begins));
}

/// Breaks at single blanks; those inside stay as they are.
std::vector<std::string> wrapped(std::string_view text, std::size_t room) {
    std::vector<std::string> lines{""};
    bool first = true;
    while (true) {
        const auto blank = text.find(' ');
        const auto word = text.substr(0, blank);
        if (!first && columns(lines.back()) + 1 + columns(word) > room)
            lines.emplace_back();
        else if (!first)
            lines.back() += ' ';
        lines.back() += word;
        first = false;
        if (blank == std::string_view::npos)
            return lines;
        text.remove_prefix(blank + 1);
    }
}

std::vector<std::string> arranged(const std::vector<std::string>& phrases, std::size_t room) {
    const auto whole = fmt::format("{}", fmt::join(phrases, " "));
    if (columns(whole) <= room)
        return {whole};
    std::vector<std::string> lines;
    for (const auto& phrase : phrases)
        std::ranges::move(wrapped(phrase, room), std::back_inserter(lines));
    return lines;
}

Ink ink_of_diff(std::string_view line) {
    if (line.starts_with("--- ") || line.starts_with("+++ "))
        return Ink::bold;
    switch (line.empty() ? ' ' : line.front()) {
    case '-':
        return Ink::red;
    case '+':
        return Ink::green;
    case '@':
        return Ink::cyan;
    case '\\':
        return Ink::faint;
    default:
        return Ink::plain;
    }
}

} // namespace

std::string Page::painted(std::string_view text, Ink ink) const {
    if (!options_.color || ink == Ink::plain || text.empty())
        return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", code(ink), text);
}

void Page::entry(std::size_t indent, const Label& label, const std::vector<std::string>& phrases) {
    std::vector<std::string> escaped;
    std::ranges::transform(phrases, std::back_inserter(escaped), base::printable);
    const auto left = base::printable(label.text);
    const auto begin = indent + std::max(label.width, columns(left) + (left.empty() ? 0 : 2));
    const auto hang = std::min(begin, std::max(deepest_hang, indent + 4));
    const auto unbounded = std::numeric_limits<std::size_t>::max();
    const auto room = options_.width == 0
                          ? unbounded
                          : std::max(least_room, options_.width - std::min(options_.width, begin));

    text_ += std::string(indent, ' ') + painted(left, label.ink);
    std::string before(begin - indent - columns(left), ' ');
    for (const auto& line : arranged(escaped, room)) {
        text_ += line.empty() ? "\n" : before + line + "\n";
        before = std::string(hang, ' ');
    }
}

void Page::diff(std::size_t indent, std::string_view text) {
    for (const auto bytes : base::lines(text)) {
        const auto line = base::printable_lines(bytes);
        text_ += std::string(indent, ' ') + painted(line, ink_of_diff(line)) + "\n";
    }
}

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

} // namespace plumbline::report

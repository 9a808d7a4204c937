#include "report/text/page.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::report {
namespace {

/// Text keeps at least so many columns, however narrow the terminal.
constexpr std::size_t least_room = 24;
/// Text that needs more than a line does not begin further right than this.
constexpr std::size_t deepest_begin = 32;

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

std::vector<std::string> wrapped(const std::vector<std::string>& phrases, std::size_t room) {
    std::vector<std::string> lines;
    for (const auto& phrase : phrases)
        std::ranges::move(base::wrap(phrase, room), std::back_inserter(lines));
    return lines;
}

/// Where text begins beside a label of so many columns.
std::size_t begin_beside(std::size_t label, std::size_t width) {
    const std::size_t gap = label == 0 ? 0 : 2;
    return width > label ? width : label + gap;
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

void Page::entry(std::size_t indent, const Label& label, const std::vector<std::string>& phrases,
                 std::string_view between) {
    std::vector<std::string> escaped;
    std::ranges::transform(phrases, std::back_inserter(escaped), base::printable);
    const auto left = base::printable(label.text);
    const auto begin = indent + begin_beside(base::columns(left), label.width);
    const auto whole = fmt::format("{}", fmt::join(escaped, between));

    text_ += std::string(indent, ' ') + painted(left, label.ink);
    if (whole.empty()) {
        text_ += "\n";
        return;
    }
    if (options_.width == 0 || begin + base::columns(whole) <= options_.width) {
        text_ += std::string(begin - indent - base::columns(left), ' ') + whole + "\n";
        return;
    }
    const bool below = begin > std::min(deepest_begin, options_.width / 2);
    const auto hang = below ? indent + 4 : begin;
    std::string before =
        below ? "\n" + std::string(hang, ' ') : std::string(begin - indent - base::columns(left), ' ');
    for (const auto& line : wrapped(escaped, std::max(options_.width, hang + least_room) - hang)) {
        text_ += before + line + "\n";
        before = std::string(hang, ' ');
    }
}

void Page::diff(std::size_t indent, std::string_view text) {
    for (const auto line : base::lines(text))
        verbatim(indent, line, ink_of_diff(line));
}

void Page::verbatim(std::size_t indent, std::string_view line, Ink ink) {
    text_ += std::string(indent, ' ') + painted(base::printable_lines(line), ink) + "\n";
}

} // namespace plumbline::report

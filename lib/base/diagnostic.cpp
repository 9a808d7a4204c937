#include "base/diagnostic.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace plumbline::base {
namespace {

std::string_view line_of(const Place& place) {
    std::string_view text = place.source->text;
    for (std::size_t line = 1; line < place.line; ++line) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos)
            return {};
        text.remove_prefix(end + 1);
    }
    text = text.substr(0, text.find('\n'));
    return text.ends_with('\r') ? text.substr(0, text.size() - 1) : text;
}

/// The line and a caret under the column. A long line is cut to what stands around the caret.
std::string excerpt(const Place& place) {
    constexpr std::size_t widest = 160;
    std::string_view line = line_of(place);
    std::size_t column = std::min(place.column == 0 ? 0 : place.column - 1, line.size());
    if (column > widest / 2 && line.size() > widest) {
        const auto cut = column - widest / 2;
        line.remove_prefix(cut);
        column -= cut;
    }
    line = line.substr(0, widest);
    std::string text = fmt::format("    {}\n", printable(line));
    if (place.column > 0) {
        const auto before = printable(line.substr(0, column));
        // columns of a terminal, not bytes: continuation bytes of UTF-8 take none
        const auto columns = std::count_if(before.begin(), before.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        });
        text += fmt::format("    {}^\n", std::string(static_cast<std::size_t>(columns), ' '));
    }
    return text;
}

auto order(const Diagnostic& diagnostic) {
    return std::tuple(diagnostic.place.source ? diagnostic.place.source->name : std::string(),
                      diagnostic.place.line, diagnostic.place.column);
}

} // namespace

std::string Place::text() const {
    if (line > 0 && column > 0)
        return fmt::format("{}:{}", file_and_line(), column);
    return file_and_line();
}

std::string Place::file_and_line() const {
    const std::string name = source ? printable(source->name) : "";
    return line > 0 ? fmt::format("{}:{}", name, line) : name;
}

void Diagnostics::error(Place place, std::string message, std::string hint) {
    all_.push_back({Gravity::error, std::move(place), std::move(message), std::move(hint)});
    ++errors_;
}

void Diagnostics::warning(Place place, std::string message, std::string hint) {
    all_.push_back({Gravity::warning, std::move(place), std::move(message), std::move(hint)});
}

void Diagnostics::add(const Diagnostics& others) {
    all_.insert(all_.end(), others.all_.begin(), others.all_.end());
    errors_ += others.errors_;
}

std::string render(const Diagnostic& diagnostic) {
    const auto place = diagnostic.place.text();
    std::string text = fmt::format("{}{}{}: {}\n", place, place.empty() ? "" : ": ",
                                   diagnostic.gravity == Gravity::error ? "error" : "warning",
                                   printable(diagnostic.message));
    // a source without its text is one whose lines are not for showing
    if (diagnostic.place.source && diagnostic.place.line > 0 && !diagnostic.place.source->text.empty())
        text += excerpt(diagnostic.place);
    if (!diagnostic.hint.empty())
        text += fmt::format("    {}\n", printable(diagnostic.hint));
    return text;
}

std::string render(const Diagnostics& diagnostics) {
    auto all = diagnostics.all();
    std::stable_sort(all.begin(), all.end(), [](const Diagnostic& left, const Diagnostic& right) {
        return order(left) < order(right);
    });
    std::string text;
    std::set<std::string> said;
    for (const auto& diagnostic : all)
        if (const auto [rendered, is_new] = said.insert(render(diagnostic)); is_new)
            text += *rendered;
    return text;
}

} // namespace plumbline::base

#pragma once

#include "report/report.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::report {

enum class Ink { plain, bold, faint, red, green, yellow, cyan, alarm };

/// What stands at the left of an entry: padded to `width` columns, or followed by two blanks when it is as
/// wide.
struct Label {
    std::string text;
    Ink ink = Ink::plain;
    std::size_t width = 0;
};

/// Grows the text of a report line by line. All that it is given is escaped here, so that nothing from a host
/// reaches a terminal otherwise; it alone writes colours.
class Page {
public:
    explicit Page(const TextOptions& options) : options_(options) {}

    /// The label and beside it the phrases: on one line when they fit, otherwise each from a line of its own,
    /// wrapped at blanks below its beginning (below the label, when that is long). A word that is too long
    /// runs over; nothing is cut.
    void entry(std::size_t indent, const Label& label, const std::vector<std::string>& phrases,
               std::string_view between = " ");
    /// A unified diff as it is, indented; never wrapped, so that it can be copied.
    void diff(std::size_t indent, std::string_view text);
    /// One line as it is, never wrapped.
    void verbatim(std::size_t indent, std::string_view line, Ink ink = Ink::plain);
    void blank() { text_ += '\n'; }
    /// What another page with the same options holds.
    void append(const std::string& page) { text_ += page; }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const TextOptions& options() const { return options_; }

private:
    [[nodiscard]] std::string painted(std::string_view text, Ink ink) const;

    const TextOptions& options_;
    std::string text_;
};

} // namespace plumbline::report

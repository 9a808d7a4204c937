#include "base/text.hpp"
#include "resource/checks/common.hpp"
#include "resource/reference.hpp"
#include "resource/reference/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource {
namespace {

/// Text keeps so many columns, however narrow the terminal.
constexpr std::size_t least_room = 24;

/// Grows line by line.
class Sheet {
public:
    explicit Sheet(std::size_t width) : width_(width) {}

    /// A line of its own stays one: a list in the text begins each entry so.
    void paragraph(std::size_t indent, std::string_view text) {
        const auto room = std::max(width_, indent + least_room) - indent;
        for (const auto given : base::lines(text))
            for (const auto& line : base::wrap(given, room))
                text_ += std::string(indent, ' ') + line + "\n";
    }
    void section(std::string_view title) { text_ += fmt::format("\n{}\n", title); }
    void verbatim(std::size_t indent, std::string_view text) {
        for (const auto line : base::lines(text))
            text_ += fmt::format("{:{}}{}\n", "", indent, line);
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::size_t width_;
    std::string text_;
};

void write_attribute(Sheet& sheet, const reference::Row& row) {
    const auto standing = row.standing.empty() ? std::string() : fmt::format(" ({})", row.standing);
    sheet.paragraph(2, fmt::format("{}: {}{}", row.name, row.value, standing));
    sheet.paragraph(6, row.doc);
    if (!row.matchers.empty())
        sheet.paragraph(6, fmt::format("Or: {}", row.matchers));
}

} // namespace

std::string reference_text(const Schema& schema, std::size_t width) {
    Sheet sheet(width);
    sheet.paragraph(0, fmt::format("{}: TITLE", schema.type));
    sheet.paragraph(2, schema.doc);
    sheet.section("TITLE");
    sheet.paragraph(2, reference::sentence(schema.title_doc));
    sheet.section("ATTRIBUTES");
    for (const auto& row : reference::rows(schema.attributes))
        write_attribute(sheet, row);
    sheet.section("ATTRIBUTES OF EVERY RESOURCE");
    for (const auto& row : reference::rows(checks::common_attributes()))
        sheet.paragraph(2, fmt::format("{}: {}", row.name, row.doc));
    sheet.section("EXAMPLE");
    sheet.verbatim(2, reference::entry_of_list(schema.example));
    sheet.section("WHAT IS ASKED OF THE HOST");
    sheet.paragraph(2, schema.asks);
    sheet.section("WHAT ENFORCE WILL DO");
    sheet.paragraph(2, schema.enforces);
    return sheet.take();
}

} // namespace plumbline::resource

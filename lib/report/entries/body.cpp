#include "report/entries/body.hpp"

#include "base/text.hpp"
#include "report/html/markup.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::report {
namespace {

using drift::Finding;
using resource::Compared;

/// So many properties of one resource are listed; the JSON report has all.
constexpr std::size_t most_properties = 100;
/// A value of more bytes is cut in the short line.
constexpr std::size_t most_brief = 40;

std::string_view since_words(const Compared& compared) {
    switch (compared.since) {
    case resource::Since::unknown:
        return "";
    case resource::Since::same:
        return "the same as before";
    case resource::Since::changed:
        return "changed since the last run";
    }
    return "";
}

std::string_view plane_words(resource::Plane plane) {
    switch (plane) {
    case resource::Plane::none:
        return "";
    case resource::Plane::disk:
        return "on disk";
    case resource::Plane::now:
        return "right now";
    case resource::Plane::boot:
        return "at the next boot";
    }
    return "";
}

/// In whole where it is short enough; lists in the order of their texts, unless they have one of their own.
std::string value_words(const base::Value& value, bool ordered) {
    const auto* list = std::get_if<base::List>(&value);
    if (list == nullptr)
        return short_value(value);
    if (list->empty() || !ordered)
        return short_value(value);
    return fmt::format("{}", fmt::join(*list, ", "));
}

void write_small(Markup& page, std::string_view text) {
    if (text.empty())
        return;
    page.text(" ");
    page.element("small", text);
}

void write_property(Markup& page, const Compared& compared) {
    const auto row = page.open("tr");
    {
        const auto head = page.open("th", {{"scope", "row"}});
        page.text(compared.property);
        write_small(page, compared.hidden ? short_value(compared.subject) : compared.subject);
        write_small(page, plane_words(compared.plane));
    }
    {
        const auto now = page.open("td");
        if (compared.status == Compared::Status::unknown)
            page.element("em", "could not be checked: " + one_line(compared.reason));
        else
            page.text(value_words(compared.actual, compared.ordered));
        write_small(page, since_words(compared));
    }
    const auto is_told = compared.status == Compared::Status::unknown ||
                         short_value(compared.actual) != short_value(compared.expected);
    page.element("td", is_told ? short_value(compared.expected) : compared.expected);
}

std::vector<const Compared*> told(const Finding& finding) {
    std::vector<const Compared*> all;
    for (const auto& compared : finding.properties)
        if (compared.status != Compared::Status::in_sync)
            all.push_back(&compared);
    return all;
}

void write_properties(Markup& page, const Finding& finding) {
    const auto properties = told(finding);
    if (properties.empty())
        return;
    page.element("dt", "Differs");
    const auto cell = page.open("dd");
    write_differences(page, properties);
    if (properties.size() > most_properties)
        page.element(
            "p", fmt::format("and {} more; the JSON report lists all", properties.size() - most_properties));
}

std::string_view class_of(std::string_view line) {
    if (line.starts_with("---") || line.starts_with("+++"))
        return "file";
    switch (line.empty() ? ' ' : line.front()) {
    case '-':
        return "now";
    case '+':
        return "then";
    case '@':
        return "hunk";
    default:
        return "";
    }
}

void write_line(Markup& page, std::string_view line) {
    const auto kind = class_of(line);
    if (kind.empty()) {
        page.verbatim(lines_in_html(line));
    } else {
        const auto span = page.open("span", {{"class", kind}});
        page.verbatim(lines_in_html(line));
    }
    page.newline();
}

void write_difference(Markup& page, const Finding& finding) {
    if (finding.diff.empty())
        return;
    page.element("dt", "Difference");
    const auto cell = page.open("dd");
    write_diff(page, finding.diff);
}

void write_texts(Markup& page, std::string_view term, const std::vector<std::string>& texts) {
    if (texts.empty())
        return;
    page.element("dt", term);
    for (const auto& text : texts)
        page.element("dd", one_line(text));
}

void write_text(Markup& page, std::string_view term, const std::string& text) {
    if (!text.empty())
        write_texts(page, term, {text});
}

std::string brief_value(const std::string& value) {
    return value.size() <= most_brief ? value : "";
}

std::string brief_of(const Compared& compared) {
    const auto name = compared.subject.empty() || compared.hidden
                          ? compared.property
                          : compared.property + " " + compared.subject;
    if (compared.status == Compared::Status::unknown)
        return name + " could not be checked";
    const auto now = brief_value(value_words(compared.actual, compared.ordered));
    const auto wanted = brief_value(short_value(compared.expected));
    const bool tells =
        !now.empty() && !wanted.empty() && now != wanted && !now.starts_with("sha256:") && !compared.hidden;
    return tells ? fmt::format("{} now {}, standard {}", name, now, wanted) : name;
}

} // namespace

void write_differences(Markup& page, const std::vector<const Compared*>& properties) {
    const auto table = page.open("table", {{"class", "properties"}});
    page.verbatim("<thead><tr><th scope=\"col\">Property</th><th scope=\"col\">Now</th>"
                  "<th scope=\"col\">Standard</th></tr></thead>");
    const auto rows = page.open("tbody");
    for (std::size_t i = 0; i < std::min(properties.size(), most_properties); ++i)
        write_property(page, *properties[i]);
}

void write_diff(Markup& page, std::string_view diff) {
    {
        const auto block = page.open("pre", {{"class", "diff"},
                                             {"tabindex", "0"},
                                             {"role", "group"},
                                             {"aria-label", "Difference of the text"}});
        for (const auto line : base::lines(diff))
            write_line(page, line);
    }
    page.element("p", {{"class", "legend"}}, "minus is what is there, plus is what the standard says");
}

std::string body_of(const Finding& finding) {
    const auto& desired = *finding.desired;
    Markup page;
    write_text(page, "Reason", finding.reason);
    write_properties(page, finding);
    write_difference(page, finding);
    write_texts(page, "Enforcing would", finding.would);
    write_texts(page, "Then restarts", finding.restarts);
    write_text(page, "Why it matters", desired.why);
    write_texts(page, "Note", finding.remarks);
    write_text(page, "Declared", desired.place.file_and_line());
    write_text(page, "Changed by", desired.overridden_by);
    write_text(page, "Contact", desired.contact);
    return page.html();
}

std::string brief_of(const Finding& finding) {
    constexpr std::size_t most = 2;
    const auto properties = told(finding);
    std::vector<std::string> phrases;
    for (std::size_t i = 0; i < std::min(properties.size(), most); ++i)
        phrases.push_back(brief_of(*properties[i]));
    if (properties.size() > most)
        phrases.push_back(fmt::format("{} more", properties.size() - most));
    if (phrases.empty())
        return one_line(finding.reason);
    return fmt::format("{}", fmt::join(phrases, "; "));
}

} // namespace plumbline::report

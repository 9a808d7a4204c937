#include "report/text/finding.hpp"

#include "report/one_line.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::report {
namespace {

using drift::Finding;
using drift::Status;
using resource::Compared;
using resource::Severity;

/// So many properties of one resource are listed, unless all are asked for.
constexpr std::size_t most_properties = 20;
constexpr std::size_t widest_name = 24;
constexpr std::size_t label_width = 10;

Ink ink_of(Severity severity) {
    switch (severity) {
    case Severity::critical:
        return Ink::alarm;
    case Severity::high:
        return Ink::red;
    case Severity::medium:
        return Ink::yellow;
    case Severity::low:
    case Severity::info:
        return Ink::cyan;
    }
    return Ink::plain;
}

/// How bad it is, or, where nothing drifts, its status.
Label label_of(const Finding& finding) {
    const auto severity = finding.desired->severity;
    switch (finding.status) {
    case Status::drift:
        return {std::string(resource::name(severity)), ink_of(severity), label_width};
    case Status::unknown:
        return {"unknown", Ink::yellow, label_width};
    case Status::in_sync:
        return {"in sync", Ink::green, label_width};
    case Status::pending:
    case Status::waived:
    case Status::skipped:
        break;
    }
    return {std::string(drift::name(finding.status)), Ink::faint, label_width};
}

/// A digest by its first digits, anything that would look like nothing in quotes.
std::string shown(const std::string& value) {
    if (value.starts_with("sha256:") && value.size() == 71)
        return value.substr(0, 19) + "…";
    if (value.empty() || value.front() == ' ' || value.back() == ' ')
        return "'" + value + "'";
    return value;
}

std::string shown(const base::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return shown(*text);
    auto list = std::get<base::List>(value);
    std::ranges::sort(list);
    return list.empty() ? "empty" : fmt::format("{}", fmt::join(list, ", "));
}

std::vector<std::string> phrases(const Compared& compared) {
    const std::string subject = compared.subject.empty() ? "" : compared.subject + " ";
    if (compared.status == Compared::Status::unknown)
        return {subject + "could not be checked: " + one_line(compared.reason)};
    const auto actual = shown(compared.actual);
    const auto expected = shown(compared.expected);
    if (actual == expected)
        return {subject + "is " + base::to_text(compared.actual) + ",", "should be " + compared.expected};
    return {subject + "is " + actual + (actual.find(", ") == std::string::npos ? "," : ";"),
            "should be " + expected};
}

std::vector<Compared> not_in_sync(const Finding& finding) {
    std::vector<Compared> properties;
    std::ranges::copy_if(finding.properties, std::back_inserter(properties), [](const Compared& compared) {
        return compared.status != Compared::Status::in_sync;
    });
    return properties;
}

void write_properties(Page& page, std::size_t indent, const Finding& finding) {
    const auto properties = not_in_sync(finding);
    const auto most =
        page.options().verbose ? properties.size() : std::min(properties.size(), most_properties);
    std::size_t width = 0;
    for (std::size_t i = 0; i < most; ++i)
        width = std::max(width, std::min(properties[i].property.size(), widest_name) + 2);
    for (std::size_t i = 0; i < most; ++i)
        page.entry(indent, {properties[i].property, Ink::plain, width}, phrases(properties[i]));
    if (most < properties.size())
        page.entry(indent, {},
                   {fmt::format("and {} more (-v and --format json list all)", properties.size() - most)});
}

/// One labelled line below the properties; nothing when there is nothing to say.
void write_note(Page& page, std::size_t indent, const std::string& label, const std::string& text) {
    if (!text.empty())
        page.entry(indent, {label + ":", Ink::faint, label_width}, {text});
}

void write_remedy(Page& page, std::size_t indent, const Finding& finding) {
    for (const auto& words : finding.would)
        write_note(page, indent, "would", words);
    if (!finding.restarts.empty())
        write_note(page, indent, "would", fmt::format("then notify {}", fmt::join(finding.restarts, ", ")));
}

} // namespace

std::size_t urgency(const Finding& finding) {
    switch (finding.status) {
    case Status::drift:
        return static_cast<std::size_t>(Severity::critical) -
               static_cast<std::size_t>(finding.desired->severity);
    case Status::unknown:
        return 5;
    case Status::pending:
        return 6;
    case Status::waived:
        return 7;
    case Status::skipped:
        return 8;
    case Status::in_sync:
        return 9;
    }
    return 9;
}

bool is_shown(const Finding& finding, const TextOptions& options) {
    if (finding.status == Status::in_sync)
        return options.show_in_sync;
    return finding.status != Status::skipped || options.verbose;
}

void write_headline(Page& page, std::size_t indent, const Finding& finding, const std::string& remark) {
    const auto place = finding.desired->place.file_and_line();
    std::vector<std::string> texts{finding.desired->id.text()};
    if (!remark.empty())
        texts.push_back(" " + remark);
    if (!place.empty())
        texts.push_back(" (" + place + ")");
    page.entry(indent, label_of(finding), texts);
}

void write_body(Page& page, std::size_t indent, const Finding& finding) {
    const auto& desired = *finding.desired;
    if (!finding.reason.empty())
        page.entry(indent, {}, {one_line(finding.reason)});
    if (finding.status == Status::in_sync || finding.status == Status::skipped)
        return;
    write_properties(page, indent, finding);
    if (page.options().diffs)
        page.diff(indent + 2, finding.diff);
    write_note(page, indent, "why", desired.why);
    write_note(page, indent, "override", desired.overridden_by);
    write_note(page, indent, "contact", desired.contact);
    for (const auto& remark : finding.remarks)
        write_note(page, indent, "note", remark);
    write_remedy(page, indent, finding);
}

} // namespace plumbline::report

#include "report/text/finding.hpp"

#include "report/covers.hpp"
#include "report/words.hpp"

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
constexpr std::size_t severity_width = 10;

/// How bad it is, or, where nothing drifts, its status.
Label label_of(const Finding& finding) {
    const auto severity = finding.desired->severity;
    switch (finding.status) {
    case Status::drift:
        return {std::string(resource::name(severity)), ink_of(severity), severity_width};
    case Status::unknown:
        return {"unknown", Ink::yellow, severity_width};
    case Status::in_sync:
        return {"in sync", Ink::green, severity_width};
    case Status::pending:
    case Status::waived:
    case Status::skipped:
        break;
    }
    return {std::string(drift::name(finding.status)), Ink::faint, severity_width};
}

/// One line: the property, or several that could not be checked for the same reason.
struct Row {
    std::string name;
    std::vector<std::string> phrases;
    Compared::Status status = Compared::Status::drift;
};

std::vector<Row> rows_of(const Finding& finding) {
    std::vector<Row> rows;
    for (const auto& compared : finding.properties) {
        if (compared.status == Compared::Status::in_sync)
            continue;
        Row row{compared.property, phrases_of(compared), compared.status};
        const bool goes_on = !rows.empty() && row.status == Compared::Status::unknown &&
                             rows.back().status == row.status && rows.back().phrases == row.phrases;
        if (goes_on)
            rows.back().name += ", " + row.name;
        else
            rows.push_back(std::move(row));
    }
    return rows;
}

void write_properties(Page& page, std::size_t indent, const Finding& finding) {
    auto rows = rows_of(finding);
    const auto all = rows.size();
    if (!page.options().verbose)
        rows.resize(std::min(all, most_properties));
    std::size_t width = 0;
    for (const auto& row : rows)
        width = std::max(width, std::min(row.name.size(), widest_name) + 2);
    for (const auto& row : rows)
        page.entry(indent, {row.name, Ink::plain, width}, row.phrases);
    if (rows.size() < all)
        page.entry(indent, {},
                   {fmt::format("and {} more (-v and --format json list all)", all - rows.size())});
}

void write_note(Page& page, std::size_t indent, const std::string& label, const std::string& text) {
    if (!text.empty())
        write_note(page, indent, label, std::vector{text});
}

/// What was agreed on about it, and why that does not hold.
void write_agreements(Page& page, std::size_t indent, const Finding& finding) {
    for (const auto& cover : finding.covers)
        page.entry(indent, {std::string(drift::name(finding.status)) + ":", Ink::cyan, note_width},
                   {fmt::format("{} ({})", cover_words(cover), cover.place)});
    for (const auto* lines : {&finding.uncovered, &finding.occasions})
        for (const auto& line : *lines)
            write_note(page, indent, "note", line);
}

void write_remedy(Page& page, std::size_t indent, const Finding& finding) {
    for (const auto& words : finding.would)
        write_note(page, indent, "would", words);
    if (!finding.restarts.empty())
        write_note(page, indent, "would", fmt::format("then notify {}", fmt::join(finding.restarts, ", ")));
}

} // namespace

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

void write_note(Page& page, std::size_t indent, const std::string& label,
                const std::vector<std::string>& phrases) {
    if (!phrases.empty())
        page.entry(indent, {label + ":", Ink::faint, note_width}, phrases);
}

void write_headline(Page& page, std::size_t indent, const Finding& finding,
                    const std::vector<std::string>& remarks) {
    const auto place = finding.desired->place.file_and_line();
    std::vector<std::string> texts{finding.desired->id.text()};
    texts.insert(texts.end(), remarks.begin(), remarks.end());
    if (!place.empty())
        texts.push_back("(" + place + ")");
    page.entry(indent, label_of(finding), texts, "  ");
}

void write_body(Page& page, std::size_t indent, const Finding& finding) {
    const auto& desired = *finding.desired;
    if (!finding.reason.empty())
        page.entry(indent, {}, {one_line(finding.reason)});
    if (finding.status == Status::in_sync || finding.status == Status::skipped)
        return;
    write_agreements(page, indent, finding);
    write_properties(page, indent, finding);
    if (page.options().diffs)
        page.diff(indent + 2, finding.diff);
    write_note(page, indent, "why", desired.why);
    write_note(page, indent, "changed", desired.overridden_by);
    write_note(page, indent, "contact", desired.contact);
    for (const auto& remark : finding.remarks)
        write_note(page, indent, "note", remark);
    write_remedy(page, indent, finding);
}

} // namespace plumbline::report

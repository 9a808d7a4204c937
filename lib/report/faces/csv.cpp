// RFC 4180, for spreadsheets and databases: one line for each property that is not as it should be.
#include "report/faces/all.hpp"
#include "report/faces/told.hpp"
#include "report/past.hpp"
#include "report/words.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>

namespace plumbline::report {
namespace {

using drift::Finding;
using resource::Compared;

/// A spreadsheet's cell holds 32767 characters.
constexpr std::size_t longest_cell = 32000;

/// Whether a spreadsheet would compute it, its wide forms and what may stand before it included (OWASP, CSV
/// injection).
bool begins_formula(std::string_view cell) {
    constexpr std::array<std::string_view, 8> signs{"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    cell.remove_prefix(std::min(cell.find_first_not_of(" \"'"), cell.size()));
    return std::ranges::any_of(signs, [&](std::string_view sign) { return cell.starts_with(sign); });
}

/// No formula, whether commas divide the line or, as in some countries, semicolons.
std::string defused(std::string_view bytes) {
    std::string out;
    const bool blank_first = !bytes.empty() && (bytes.front() == '\t' || bytes.front() == '\r');
    const auto text = front_of(base::printable(bytes), longest_cell);
    for (const auto part : base::split(text, ';')) {
        if (!out.empty())
            out += ';';
        if (begins_formula(part) || (blank_first && out.empty()))
            out += '\'';
        out += part;
    }
    return out;
}

std::string cell(std::string_view bytes) {
    auto text = defused(bytes);
    if (text.find_first_of(",;\"' ") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char byte : text)
        quoted.append(byte == '"' ? 2 : 1, byte);
    return quoted + '"';
}

/// A line by the names of its columns.
using Line = std::map<std::string_view, std::string>;
constexpr std::array<std::string_view, 22> columns{
    "run",     "started",   "host",   "resource", "type",     "severity",   "status",     "property",
    "subject", "expected",  "actual", "reason",   "cause",    "news",       "first_seen", "changed",
    "suspect", "agreement", "until",  "would",    "declared", "fingerprint"};

std::string agreements_of(const Finding& finding) {
    std::vector<std::string_view> ids;
    for (const auto& cover : finding.covers)
        ids.push_back(cover.id);
    return fmt::format("{}", fmt::join(ids, ", "));
}

/// When the first of them ends.
std::string until_of(const Finding& finding) {
    const auto first = std::ranges::min_element(finding.covers, {}, &drift::Cover::until);
    return first == finding.covers.end() ? "" : base::to_rfc3339(first->until);
}

std::string value_of(const Compared& compared) {
    if (compared.status == Compared::Status::unknown)
        return "";
    auto value = compared.actual;
    if (auto* list = std::get_if<base::List>(&value); list != nullptr && !compared.ordered)
        std::ranges::sort(*list);
    return base::to_text(value);
}

void put_past(Line& line, const drift::Past& past) {
    line["cause"] = drift::name(past.cause);
    line["news"] = name(past.news);
    line["first_seen"] = base::to_rfc3339(past.first_seen);
    if (past.changed)
        line["changed"] = base::to_rfc3339(*past.changed);
    if (!past.evidence.suspects.empty())
        line["suspect"] = past.evidence.suspects.front().who;
}

/// What is so of each of its properties.
Line line_of(const RunRecord& run, const HostResult& host) {
    return {{"run", run.id}, {"started", base::to_rfc3339(run.started)}, {"host", host.name}};
}

Line line_of(Line line, const std::string& host, const Finding& finding) {
    const auto& desired = *finding.desired;
    line["resource"] = desired.id.text();
    line["type"] = desired.id.type;
    line["severity"] = resource::name(desired.severity);
    line["status"] = drift::name(finding.status);
    line["reason"] = one_line(finding.reason);
    line["agreement"] = agreements_of(finding);
    line["until"] = until_of(finding);
    line["would"] = fmt::format("{}", fmt::join(finding.would, "; "));
    line["declared"] = desired.place.file_and_line();
    line["fingerprint"] = fingerprint(host, finding);
    if (finding.past)
        put_past(line, *finding.past);
    return line;
}

Line line_of(Line line, const Finding& finding, std::size_t number) {
    const auto& compared = finding.properties[number];
    line["property"] = compared.property;
    line["subject"] = compared.subject;
    line["expected"] = compared.expected;
    if (compared.status == Compared::Status::unknown) {
        line["status"] = "unknown"; // whatever else drifts
        line["reason"] = one_line(compared.reason);
        return line;
    }
    line["actual"] = value_of(compared);
    if (const auto cause = cause_of_property(finding, number))
        line["cause"] = *cause;
    return line;
}

template <typename CellOf>
void append_cells(std::string& out, CellOf&& cell_of) {
    std::string_view before;
    for (const auto column : columns) {
        out.append(before).append(cell(cell_of(column)));
        before = ",";
    }
    out += "\r\n";
}

void append_line(std::string& out, const Line& line) {
    append_cells(out, [&](std::string_view column) {
        const auto found = line.find(column);
        return found == line.end() ? std::string_view() : std::string_view(found->second);
    });
}

void append(std::string& out, const Line& of_host, const std::string& host, const Finding& finding) {
    if (finding.status == drift::Status::in_sync || finding.status == drift::Status::skipped)
        return;
    const auto line = line_of(of_host, host, finding);
    bool any = false;
    for (std::size_t i = 0; i < finding.properties.size(); ++i)
        if (finding.properties[i].status != Compared::Status::in_sync) {
            any = true;
            append_line(out, line_of(line, finding, i));
        }
    if (!any)
        append_line(out, line);
}

void append(std::string& out, const RunRecord& run, const HostResult& host) {
    const auto line = line_of(run, host);
    if (const auto failure = host.failure(); failure && is_cut_short(host)) {
        auto failed = line;
        failed["status"] = "failed";
        failed["reason"] = fmt::format("{}: {}", transport::name(failure->stage), one_line(failure->message));
        append_line(out, failed);
    }
    for (const auto& finding : host.findings)
        append(out, line, host.name, finding);
}

std::string as_csv(const Report& report, const Background& /*background*/) {
    std::string out;
    append_cells(out, [](std::string_view column) { return column; });
    for (const auto& host : report.hosts)
        append(out, report.run, host);
    return out;
}

} // namespace

std::unique_ptr<Face> csv_face() {
    return std::make_unique<LateFace>(as_csv);
}

} // namespace plumbline::report

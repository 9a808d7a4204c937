#include "report/faces/told.hpp"
#include "report/markdown/groups.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace plumbline::report {
namespace {

using drift::Finding;

constexpr std::size_t most_properties = 20; ///< of one resource
constexpr std::size_t most_pasts = 10;      ///< of one drift, where they differ from host to host

std::string now_and_standard(const resource::Compared& compared) {
    const auto name = compared.subject.empty()
                          ? code(compared.property)
                          : code(compared.property) + " " + code(short_value(compared.subject));
    if (compared.status == resource::Compared::Status::unknown)
        return fmt::format("{} could not be checked: {}", name, code(one_line(compared.reason)));
    const bool told_apart = short_value(compared.actual) != short_value(compared.expected);
    const auto now = told_apart ? short_value(compared.actual) : base::to_text(compared.actual);
    const auto standard = told_apart ? short_value(compared.expected) : compared.expected;
    return fmt::format("{}: now {}, standard {}", name, code(now), code(standard));
}

void write_properties(Document& out, const Finding& finding) {
    if (!finding.reason.empty())
        out.line("- " + code(one_line(finding.reason)));
    std::size_t told = 0;
    for (const auto& compared : finding.properties) {
        if (compared.status == resource::Compared::Status::in_sync)
            continue;
        if (++told <= most_properties)
            out.line("- " + now_and_standard(compared));
    }
    if (told > most_properties)
        out.line(fmt::format("- and {} more properties", told - most_properties));
}

std::string suspect_of(const drift::Suspect& suspect) {
    const auto why = suspect.why.empty() ? "" : ": " + code(suspect.why);
    const auto line =
        suspect.evidence.empty() ? "" : " " + code(evidence_words(suspect.evidence.front(), false));
    return fmt::format("{}, {}{}{}", code(suspect_words(suspect, false)), drift::name(suspect.certainty), why,
                       line);
}

void write_past(Document& out, const drift::Past& past) {
    out.point("since", fmt::format("{}, {}", minute(past.first_seen), counted(past.audits, "audit")));
    out.point("cause", code(cause_words(past)));
    for (const auto& suspect : past.evidence.suspects)
        out.point("suspect", suspect_of(suspect));
    if (past.evidence.suspects.empty())
        out.points("no suspect", past.evidence.missing);
    if (past.flaps > 0)
        out.point("flaps", fmt::format("came back {} lately", counted(past.flaps, "time")));
    if (!past.acknowledged)
        return;
    const auto& taken = *past.acknowledged;
    out.point("taken by",
              fmt::format("{}{}{}", code(taken.by), taken.until ? " until " + minute(*taken.until) : "",
                          taken.note.empty() ? "" : ": " + code(taken.note)));
}

/// Since when and why on each of the hosts; what several have in common once.
void write_pasts(Document& out, const Group& group) {
    std::map<std::string, Texts> hosts;
    Texts order;
    for (std::size_t i = 0; i < group.findings.size(); ++i) {
        if (!group.findings[i]->past)
            continue;
        Document told;
        write_past(told, *group.findings[i]->past);
        auto& names = hosts[told.text()];
        if (names.empty())
            order.push_back(told.text());
        names.push_back(group.hosts[i]);
    }
    for (std::size_t i = 0; i < std::min(order.size(), most_pasts); ++i) {
        if (hosts[order[i]].size() < group.hosts.size())
            out.point("on", codes(hosts[order[i]], most_hosts));
        out.line(order[i].substr(0, order[i].size() - 1));
    }
    if (order.size() > most_pasts)
        out.line(fmt::format("- and {} more stories", order.size() - most_pasts));
}

void write_covers(Document& out, const Finding& finding) {
    for (const auto& cover : finding.covers)
        out.point(drift::name(finding.status), fmt::format("{}, approved by {}, {}", code(words_of(cover)),
                                                           code(cover.by), code(cover.place)));
    out.points("not covered", finding.uncovered);
    out.points("calendar", finding.occasions);
}

} // namespace

void write_group(Document& out, const Group& group) {
    const auto& finding = group.finding();
    const auto& desired = *finding.desired;
    out.heading(fmt::format("### {}{}", title_of(group), marks_of(group)));
    write_properties(out, finding);
    out.point(counted(group.hosts.size(), "host"), codes(group.hosts, most_hosts));
    write_pasts(out, group);
    write_covers(out, finding);
    out.point_if_any("why it matters", desired.why);
    out.points("would", finding.would);
    if (!finding.restarts.empty())
        out.point("then notify", codes(finding.restarts, most_hosts));
    out.points("note", finding.remarks);
    if (const auto& past = finding.past; past && group.findings.size() == 1 && !past->drift.empty())
        out.point("take in hand", code("plumbline ack " + past->drift));
    out.point_if_any("declared", desired.place.file_and_line());
    out.point_if_any("changed by", desired.overridden_by);
    out.point_if_any("contact", desired.contact);
    if (!finding.diff.empty())
        out.block("diff", finding.diff);
}

} // namespace plumbline::report

// Markdown (GitHub's, GitLab's) for tickets.
#include "report/faces/all.hpp"
#include "report/faces/told.hpp"
#include "report/markdown/groups.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <map>

namespace plumbline::report {
namespace {

using drift::Status;

std::string verdict_of(const Report& report) {
    const auto hosts = report.host_counts();
    const auto all = report.resources();
    auto words =
        fmt::format("**{} of {} drifted, {} could not be checked.** {}: {} in sync, {} drift, {} "
                    "unknown, {} pending, {} waived, {} skipped.",
                    hosts.drifted, counted(hosts.total, "host"), hosts.failed, counted(all.total, "resource"),
                    all.in_sync, all.drift, all.unknown, all.pending, all.waived, all.skipped);
    if (const auto parts = score(all); parts.in_sync)
        words += fmt::format(" Score {:.1f} %, {:.1f} % with what is agreed on.", *parts.in_sync * 100,
                             parts.with_agreements.value_or(*parts.in_sync) * 100);
    return words;
}

void write_signoff(Document& out, const approval::SignOff& signoff) {
    const auto signers = signoff.signers.empty() ? "" : " by " + codes(signoff.signers, most_hosts);
    out.point("sign-off", fmt::format("{}{}", approval::name(signoff.status), signers));
    out.points("sign-off problem", signoff.problems);
}

void write_head(Document& out, const Report& report) {
    const auto& run = report.run;
    out.line("# " + std::string(run.mode == "audit" ? "Audit" : "Run") + " of " +
             code(report::title_of(run)));
    out.line("");
    out.line(verdict_of(report));
    out.line("");
    write_signoff(out, run.signoff);
    for (const auto& notice : run.notices)
        out.point("agreement", fmt::format("{} is {}: {}", code(notice.subject), approval::name(notice.state),
                                           code(one_line(notice.words))));
    out.point("run", fmt::format("{}, {} to {}", code(run.id), base::to_rfc3339(run.started),
                                 base::to_rfc3339(run.finished)));
    out.point("standard digest", code(run.standard_digest));
    out.point_if_any("revision", run.revision);
    out.point_if_any("contact", run.contact);
    out.point_if_any("ledger head", run.ledger_head);
    out.point_if_any("not recorded", one_line(run.unrecorded));
}

void write_failures(Document& out, const Report& report) {
    std::map<std::string, Texts> hosts;
    for (const auto& host : report.hosts)
        if (is_cut_short(host))
            hosts[fmt::format("{}: {}", transport::name(host.failure()->stage),
                              code(one_line(host.failure()->message)))]
                .push_back(host.name);
    if (hosts.empty())
        return;
    out.heading("## Hosts that could not be checked");
    for (const auto& [message, names] : hosts)
        out.line(fmt::format("- {}: failed at {}", codes(names, most_hosts), message));
}

void write_news(Document& out, const std::vector<Group>& groups) {
    Texts lines;
    for (const auto& group : groups)
        if (const auto marks = marks_of(group); group.finding().status == Status::drift && !marks.empty())
            lines.push_back(fmt::format("-{} {} on {}", marks, title_of(group), codes(group.hosts, 5)));
    if (lines.empty())
        return;
    out.heading("## New since the last run");
    for (const auto& line : lines)
        out.line(line);
}

template <typename Belongs>
void write_part(Document& out, const std::vector<Group>& groups, std::string_view heading,
                Belongs&& belongs) {
    bool any = false;
    for (const auto& group : groups) {
        if (!belongs(group.finding().status))
            continue;
        if (!any)
            out.heading(heading);
        any = true;
        write_group(out, group);
    }
}

std::string as_markdown(const Report& report, const Background& /*background*/) {
    Document out;
    const auto groups = groups_of(report);
    write_head(out, report);
    write_failures(out, report);
    write_news(out, groups);
    write_part(out, groups, "## Drift", [](Status status) { return status == Status::drift; });
    write_part(out, groups, "## Not known", [](Status status) { return status == Status::unknown; });
    write_part(out, groups, "## Agreed on",
               [](Status status) { return status == Status::pending || status == Status::waived; });
    return out.text();
}

} // namespace

std::unique_ptr<Face> markdown_face() {
    return std::make_unique<LateFace>(as_markdown);
}

} // namespace plumbline::report

#include "packet/contents/files.hpp"

#include "report/faces/told.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::packet {
namespace {

using report::code;
using report::counted;
using report::Document;

constexpr std::size_t few_hosts = 5;

void write_head(Document& out, const report::Report& report, const Changes& changes) {
    const auto overview = overview_of(report, changes);
    out.line("# Change packet: " + code(report::title_of(report.run)));
    out.line("");
    out.line(fmt::format("**{}, {}, worst risk: {}.**", counted(overview.hosts, "host"),
                         counted(overview.changes, "change"), overview.worst));
    out.line("");
    if (changes.empty())
        out.point("begin reading", "nothing would be changed: `index.html` has the whole report");
    else
        out.point(
            "begin reading",
            fmt::format(
                "change 1, {} on {}, in `changes.md`; then the others in their order, the riskiest first",
                code(changes.front().finding().desired->id.text()),
                report::codes(changes.front().group.hosts, few_hosts)));
    for (const auto& caveat : caveats_of(overview))
        out.point("mind", caveat);
}

void write_run(Document& out, const report::RunRecord& run, bool is_signed) {
    out.point("run", fmt::format("{}, {} to {}", code(run.id), base::to_rfc3339(run.started),
                                 base::to_rfc3339(run.finished)));
    out.point("standard digest", code(run.standard_digest));
    out.point("sign-off of the standard", approval::name(run.signoff.status));
    out.points("sign-off problem", run.signoff.problems);
    out.point_if_any("contact", run.contact);
    out.point_if_any("ledger head", run.ledger_head);
    out.point("this packet", is_signed
                                 ? "signed with the site's key; `plumbline verify DIR` judges it"
                                 : "**not signed**: nothing shows who made it; `plumbline verify DIR` tells "
                                   "whether it is whole");
}

void write_line(Document& out, const Change& change) {
    const auto& finding = change.finding();
    const auto count = finding.would.size();
    out.line(fmt::format("{}. **{}** {} on {}{}", change.number, kinds_words(change.risks),
                         report::title_of(change.group), report::codes(change.group.hosts, few_hosts),
                         report::marks_of(change.group)));
    if (count > 0)
        out.line(fmt::format("   - would: {}{}", code(report::one_line(finding.would.front())),
                             count > 1 ? fmt::format(" and {} more", count - 1) : ""));
    for (const auto& risk : change.risks)
        out.line(fmt::format("   - {}: {}", risk::name(risk.kind), code(words_of(risk))));
    const bool is_lossy = std::ranges::any_of(
        change.rollback, [](const auto& step) { return step.extent != risk::Extent::whole; });
    if (is_lossy)
        out.line("   - **can't be taken back wholly**: keep what is named in `changes.md` before");
}

} // namespace

std::string place_of(const Change& change) {
    const auto& hosts = change.group.hosts;
    const base::List first(hosts.begin(),
                           hosts.begin() + static_cast<std::ptrdiff_t>(std::min(hosts.size(), few_hosts)));
    return fmt::format("{} on {}{}", change.finding().desired->id.text(), fmt::join(first, ", "),
                       hosts.size() > few_hosts ? fmt::format(" and {} more", hosts.size() - few_hosts) : "");
}

std::string summary_markdown(const report::Report& report, const Changes& changes, bool is_signed) {
    Document out;
    write_head(out, report, changes);
    write_run(out, report.run, is_signed);
    if (!changes.empty())
        out.heading("## Changes");
    for (const auto& change : changes)
        write_line(out, change);
    out.heading("## Files");
    out.line("- `changes.md`, `changes.json`: each change with its risk and its way back");
    out.line("- `diffs/`: each change as a unified diff");
    out.line("- `index.html`, `report.json`: the whole report");
    out.line("- `MANIFEST`: digests of all files, for `sha256sum -c MANIFEST`");
    return out.text();
}

} // namespace plumbline::packet

#include "plan/faces/faces.hpp"
#include "plan/faces/words.hpp"
#include "report/markdown/groups.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

namespace plumbline::plan {
namespace {

using report::code;
using report::codes;
using report::Document;
using report::most_hosts;

void write_head(Document& out, const Plan& plan) {
    out.line("# Plan for " + code(title_of(plan)));
    out.line("");
    out.line("**" + verdict_of(plan) + "**");
    out.line("");
    out.point("digest", code(digest_of(plan)));
    out.point("expires",
              fmt::format("{} (made {})", base::to_rfc3339(plan.expires), base::to_rfc3339(plan.made)));
    out.point("standard digest", code(plan.standard_digest));
    out.point_if_any("revision", plan.revision);
    out.point("run", code(plan.id));
    if (!plan.tags.empty())
        out.point("only resources tagged", codes(plan.tags, most_hosts));
}

void write_steps(Document& out, const PlannedSteps& steps) {
    for (const auto& step : steps) {
        out.point("step", code(step.words));
        out.point_if_any("taken back", step.undo);
        if (!step.diff.empty())
            out.block("diff", step.diff);
    }
}

void write_declined(Document& out, const std::vector<resource::Declined>& declined) {
    for (const auto& one : declined)
        out.point("declined", code(words_of(one)));
}

void write_change(Document& out, const Change& change) {
    const auto& resource = *change.resource;
    out.heading(fmt::format("### {}. {} {}", change.number, resource::name(resource.severity),
                            code(resource.id.text())));
    out.point(report::counted(change.hosts.size(), "host"), codes(change.hosts, most_hosts));
    for (const auto& drift : resource.drifts)
        out.point("differs", code(report::sentence_of(drift)));
    out.point_if_any("why it matters", resource.why);
    out.point_if_any("declared", resource.place);
    for (const auto& risk : resource.risks)
        out.point(fmt::format("risk, {}", risk::name(risk.kind)), code(risk::words_of(risk)));
    if (!resource.requires_.empty())
        out.point("after", codes(resource.requires_, most_hosts));
    write_steps(out, resource.steps);
    write_declined(out, resource.declined);
    if (!resource.steps.empty() && !resource.notifies.empty())
        out.point("notifies", codes(resource.notifies, most_hosts));
}

void write_refresh(Document& out, const SharedRefresh& shared) {
    const auto& refresh = *shared.refresh;
    out.heading("### " + code(refresh.id.text()));
    out.point(report::counted(shared.hosts.size(), "host"), codes(shared.hosts, most_hosts));
    out.point("for", codes(refresh.notified_by, most_hosts));
    write_steps(out, refresh.steps);
    write_declined(out, refresh.declined);
}

void write_lines(Document& out, const std::string& heading, const Lines& lines) {
    if (lines.empty())
        return;
    out.heading("## " + heading);
    for (const auto& line : lines)
        out.line(fmt::format("- {}{} on {}", line.subject.empty() ? "" : code(line.subject) + ": ",
                             code(line.words), codes(line.hosts, most_hosts)));
}

} // namespace

std::string as_markdown(const Plan& plan) {
    const auto outline = outline_of(plan);
    Document out;
    write_head(out, plan);
    write_lines(out, "Risks", risks_of(outline));
    if (!outline.changes.empty())
        out.heading("## Changes, the riskiest first");
    for (const auto& change : outline.changes)
        write_change(out, change);
    if (!outline.refreshes.empty())
        out.heading("## At the end, once");
    for (const auto& shared : outline.refreshes)
        write_refresh(out, shared);
    write_lines(out, "Order of application, by change", orders_of(outline, plan));
    write_lines(out, "Left as it is", left_of(plan));
    write_lines(out, "Could not be seen: nothing is planned", unseen_of(plan));
    return out.text();
}

} // namespace plumbline::plan

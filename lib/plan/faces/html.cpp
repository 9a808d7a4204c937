#include "plan/faces/faces.hpp"
#include "plan/faces/words.hpp"
#include "report/entries/body.hpp"
#include "report/html/page.hpp"
#include "report/html/sections.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::plan {
namespace {

using report::Markup;

void write_fact(Markup& page, std::string_view term, const std::string& text) {
    if (text.empty())
        return;
    page.element("dt", term);
    page.element("dd", text);
}

void write_head(Markup& page, const Plan& plan) {
    const auto header = page.open("header", {{"class", "summary"}});
    {
        const auto line = page.open("p", {{"class", "subject"}});
        page.element("strong", title_of(plan));
    }
    {
        const auto verdict =
            page.open("div", {{"class", totals_of(plan).changes == 0 ? "verdict good" : "verdict unsure"}});
        page.element("h1", verdict_of(plan));
    }
    const auto list = page.open("dl");
    write_fact(page, "Digest", digest_of(plan));
    write_fact(page, "Expires",
               fmt::format("{} (made {})", base::to_rfc3339(plan.expires), base::to_rfc3339(plan.made)));
    write_fact(page, "Only resources tagged", fmt::format("{}", fmt::join(plan.tags, ", ")));
}

void write_steps(Markup& page, const PlannedSteps& steps) {
    for (const auto& step : steps) {
        page.element("dt", "Step");
        {
            const auto cell = page.open("dd");
            page.element("code", step.words);
            if (!step.diff.empty())
                report::write_diff(page, step.diff);
        }
        write_fact(page, "Taken back", step.undo);
    }
}

void write_declined(Markup& page, const std::vector<resource::Declined>& declined) {
    for (const auto& one : declined)
        write_fact(page, "Declined", words_of(one));
}

void write_drifts(Markup& page, const std::vector<resource::Compared>& drifts) {
    if (drifts.empty())
        return;
    std::vector<const resource::Compared*> all;
    for (const auto& drift : drifts)
        all.push_back(&drift);
    page.element("dt", "Differs");
    const auto cell = page.open("dd");
    report::write_differences(page, all);
}

void write_details(Markup& page, const Change& change) {
    const auto& resource = *change.resource;
    const auto content = page.open("div", {{"class", "content"}});
    const auto list = page.open("dl");
    write_fact(page, "Hosts", hosts_words(change.hosts, true));
    write_drifts(page, resource.drifts);
    for (const auto& risk : resource.risks)
        write_fact(page, "Risk", fmt::format("{}: {}", risk::name(risk.kind), risk::words_of(risk)));
    write_fact(page, "After", fmt::format("{}", fmt::join(resource.requires_, ", ")));
    write_steps(page, resource.steps);
    write_declined(page, resource.declined);
    if (!resource.steps.empty())
        write_fact(page, "Notifies", fmt::format("{}", fmt::join(resource.notifies, ", ")));
    write_fact(page, "Why it matters", resource.why);
    write_fact(page, "Declared", resource.place);
}

std::string brief_of(const PlannedResource& resource) {
    if (resource.steps.empty())
        return "declined";
    return resource.risks.empty() ? ""
                                  : fmt::format("{}", risk::name(risk::worst_of(resource.risks).value()));
}

void write_change(Markup& page, const Change& change) {
    const auto& resource = *change.resource;
    const auto severity = resource::name(resource.severity);
    const auto details = page.open(
        "details", {{"class", "entry"}, {"data-status", "drift"}, {"data-severity", severity}, {"open", ""}});
    {
        const auto line = page.open("summary");
        page.element("span", {{"class", fmt::format("label {}", severity)}}, severity);
        {
            const auto subject = page.open("span", {{"class", "subject"}});
            page.element("span", {{"class", "resource"}},
                         fmt::format("{}. {}", change.number, resource.id.text()));
            page.element("span", {{"class", "brief"}}, brief_of(resource));
        }
        page.element("span", {{"class", "extent"}}, hosts_words(change.hosts));
    }
    write_details(page, change);
}

void write_changes(Markup& page, const Outline& outline) {
    if (outline.changes.empty())
        return;
    const auto part = page.open("section", {{"aria-labelledby", "changes"}});
    report::write_heading(page, "changes", "Changes, the riskiest first");
    for (const auto& change : outline.changes)
        write_change(page, change);
}

void write_refreshes(Markup& page, const Outline& outline) {
    if (outline.refreshes.empty())
        return;
    const auto part = page.open("section", {{"aria-labelledby", "refreshes"}});
    report::write_heading(page, "refreshes", "At the end, once");
    for (const auto& shared : outline.refreshes) {
        page.element("h3", shared.refresh->id.text());
        const auto list = page.open("dl");
        write_fact(page, "Hosts", hosts_words(shared.hosts, true));
        write_fact(page, "For", fmt::format("{}", fmt::join(shared.refresh->notified_by, ", ")));
        write_steps(page, shared.refresh->steps);
        write_declined(page, shared.refresh->declined);
    }
}

void write_lines(Markup& page, std::string_view id, std::string_view heading, const Lines& lines) {
    if (lines.empty())
        return;
    const auto part = page.open("section", {{"aria-labelledby", id}});
    report::write_heading(page, id, heading);
    const auto list = page.open("ul");
    for (const auto& line : lines) {
        const auto entry = page.open("li");
        if (!line.subject.empty()) {
            page.element("strong", line.subject);
            page.text(": ");
        }
        page.text(fmt::format("{} on {}", line.words, hosts_words(line.hosts, true)));
    }
}

void write_footer(Markup& page, const Plan& plan) {
    const auto footer = page.open("footer");
    page.element("h2", "Record");
    const auto list = page.open("dl");
    write_fact(page, "Standard digest", plan.standard_digest);
    write_fact(page, "Revision", plan.revision);
    write_fact(page, "Run", plan.id);
    write_fact(page, "Tool", plan.tool);
}

} // namespace

std::string as_html(const Plan& plan) {
    const auto outline = outline_of(plan);
    return report::whole_page("Plan for " + title_of(plan), [&](Markup& page) {
        const auto body = page.open("body");
        write_head(page, plan);
        {
            const auto main = page.open("main");
            write_lines(page, "risks", "Risks", risks_of(outline));
            write_changes(page, outline);
            write_refreshes(page, outline);
            write_lines(page, "order", "Order of application, by change", orders_of(outline, plan));
            write_lines(page, "left", "Left as it is", left_of(plan));
            write_lines(page, "unseen", "Could not be seen: nothing is planned", unseen_of(plan));
        }
        write_footer(page, plan);
    });
}

} // namespace plumbline::plan

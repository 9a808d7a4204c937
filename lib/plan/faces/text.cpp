#include "base/escape.hpp"
#include "plan/faces/faces.hpp"
#include "plan/faces/words.hpp"
#include "report/text/finding.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::plan {
namespace {

using report::Ink;
using report::Label;
using report::Page;

constexpr std::size_t label_width = 10;
constexpr std::size_t widest_name = 24;
constexpr std::size_t note_width = 10;
constexpr std::size_t widest_kind = 14;

/// Those that say something.
std::vector<std::string> phrases(std::vector<std::string> all) {
    std::erase(all, "");
    return all;
}

void write_note(Page& page, const std::string& label, const std::string& text, Ink ink = Ink::faint) {
    if (!text.empty())
        page.entry(2, {label + ":", ink, note_width}, {text});
}

void write_heading(Page& page, const std::string& words) {
    page.blank();
    page.verbatim(0, words, Ink::bold);
}

void write_head(Page& page, const Plan& plan) {
    page.verbatim(0, "plan for " + title_of(plan), Ink::bold);
    page.verbatim(0, verdict_of(plan));
    page.blank();
    page.entry(0, {"digest", Ink::faint, label_width}, {digest_of(plan)});
    page.entry(0, {"expires", Ink::faint, label_width},
               {base::to_rfc3339(plan.expires), "(made " + base::to_rfc3339(plan.made) + ")"});
    page.entry(0, {"standard", Ink::faint, label_width}, phrases({plan.standard_digest, plan.revision}));
    page.entry(0, {"run", Ink::faint, label_width}, {plan.id});
    if (!plan.tags.empty())
        page.entry(0, {"tags", Ink::faint, label_width},
                   {fmt::format("only resources with one of {} were looked at", fmt::join(plan.tags, ", "))});
}

void write_drifts(Page& page, const std::vector<resource::Compared>& drifts) {
    std::size_t width = 0;
    for (const auto& drift : drifts)
        width = std::max(width, std::min(drift.property.size(), widest_name) + 2);
    for (const auto& drift : drifts)
        page.entry(2, {drift.property, Ink::plain, width}, report::phrases_of(drift));
}

void write_steps(Page& page, const PlannedSteps& steps) {
    for (const auto& step : steps) {
        write_note(page, "step", step.words, Ink::bold);
        page.diff(4, step.diff);
        write_note(page, "back", step.undo);
    }
}

void write_declined(Page& page, const std::vector<resource::Declined>& declined) {
    for (const auto& one : declined)
        write_note(page, "declined", words_of(one), Ink::yellow);
}

void write_line_of(Page& page, const Change& change) {
    const auto& resource = *change.resource;
    page.entry(0,
               {fmt::format("{}  {}", change.number, resource::name(resource.severity)),
                report::ink_of(resource.severity), label_width + 2},
               phrases({resource.id.text(), "on " + hosts_words(change.hosts, page.options().verbose),
                        resource.place.empty() ? "" : "(" + resource.place + ")"}),
               "  ");
}

void write_change(Page& page, const Change& change) {
    const auto& resource = *change.resource;
    page.blank();
    write_line_of(page, change);
    write_drifts(page, resource.drifts);
    write_note(page, "why", resource.why);
    for (const auto& risk : resource.risks)
        write_note(page, "risk", fmt::format("{}: {}", risk::name(risk.kind), risk::words_of(risk)),
                   Ink::red);
    write_note(page, "after", fmt::format("{}", fmt::join(resource.requires_, ", ")));
    write_steps(page, resource.steps);
    write_declined(page, resource.declined);
    if (!resource.steps.empty())
        write_note(page, "notifies", fmt::format("{}", fmt::join(resource.notifies, ", ")));
}

void write_changes(Page& page, const Outline& outline) {
    if (outline.changes.empty())
        return;
    write_heading(page, "changes, the riskiest first");
    for (const auto& change : outline.changes)
        write_change(page, change);
}

void write_line_of(Page& page, const SharedRefresh& shared) {
    page.entry(0, {shared.refresh->id.text()},
               {"on " + hosts_words(shared.hosts, page.options().verbose),
                fmt::format("(for {})", fmt::join(shared.refresh->notified_by, ", "))},
               "  ");
}

void write_refreshes(Page& page, const Outline& outline) {
    if (outline.refreshes.empty())
        return;
    write_heading(page, "at the end, once");
    for (const auto& shared : outline.refreshes) {
        page.blank();
        write_line_of(page, shared);
        write_steps(page, shared.refresh->steps);
        write_declined(page, shared.refresh->declined);
    }
}

/// What stands to the left is the subject, or else the hosts.
void write_lines(Page& page, const std::string& heading, const Lines& lines) {
    if (lines.empty())
        return;
    write_heading(page, heading);
    for (const auto& line : lines) {
        const auto hosts = hosts_words(line.hosts, page.options().verbose);
        if (line.subject.empty())
            page.entry(2, {hosts}, {line.words});
        else
            page.entry(2, {line.subject, Ink::plain, widest_kind}, {line.words, "on " + hosts});
    }
}

} // namespace

std::string as_text(const Plan& plan, const report::TextOptions& options) {
    const auto outline = outline_of(plan);
    Page page(options);
    write_head(page, plan);
    write_lines(page, "risks", risks_of(outline));
    write_changes(page, outline);
    write_refreshes(page, outline);
    write_lines(page, "order of application, by change", orders_of(outline, plan));
    write_lines(page, "left as it is", left_of(plan));
    write_lines(page, "could not be seen: nothing is planned for", unseen_of(plan));
    return page.text();
}

std::string as_brief(const Plan& plan, const report::TextOptions& options) {
    const auto outline = outline_of(plan);
    Page page(options);
    page.verbatim(0, title_of(plan), Ink::bold);
    page.verbatim(0, verdict_of(plan));
    write_lines(page, "risks", risks_of(outline));
    write_heading(page, "changes, the riskiest first");
    for (const auto& change : outline.changes)
        if (!change.resource->steps.empty())
            write_line_of(page, change);
    if (!outline.refreshes.empty())
        write_heading(page, "at the end, once");
    for (const auto& shared : outline.refreshes)
        write_line_of(page, shared);
    return page.text();
}

} // namespace plumbline::plan

#include "alert/subjects/facts.hpp"

#include "alert/wording/bounded.hpp"
#include "report/faces/told.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

using drift::Finding;
using drift::Past;
using resource::Compared;

constexpr std::size_t most_properties = 20;
constexpr std::size_t most_suspects = 3;
constexpr std::size_t most_notes = 5;

void add_properties(Section& section, const Finding& finding) {
    add_fact(section, "reason", finding.reason);
    std::size_t count = 0;
    for (const auto& compared : finding.properties)
        if (compared.status != Compared::Status::in_sync && count++ < most_properties)
            add_fact(section, compared.property,
                     fmt::format("{}", fmt::join(report::phrases_of(compared), " ")));
    if (count > most_properties)
        add_fact(section, "differs", fmt::format("and {} more", count - most_properties));
}

std::string since_words(const Past& past) {
    auto words =
        fmt::format("{} ({}", report::minute(past.first_seen), report::counted(past.audits, "audit"));
    if (past.changed)
        words += ", changed again " + report::minute(*past.changed);
    if (past.flaps > 0)
        words += ", came back " + report::counted(past.flaps, "time");
    return words + ")";
}

/// The cause alone: the window is a fact of its own.
std::string cause_of(Past past) {
    past.evidence.window = {};
    return report::cause_words(past);
}

void add_suspects(Section& section, const Past& past) {
    const auto& [window, suspects, missing] = past.evidence;
    for (std::size_t i = 0; i < std::min(suspects.size(), most_suspects); ++i) {
        const auto& suspect = suspects[i];
        add_fact(section, i == 0 ? "suspect" : "or",
                 fmt::format("{} {}{}{}", report::suspect_words(suspect, false),
                             drift::name(suspect.certainty), suspect.why.empty() ? "" : ": ", suspect.why));
        if (!suspect.evidence.empty())
            add_fact(section, "evidence", report::evidence_words(suspect.evidence.front(), false));
    }
    const bool host_moved = past.cause == drift::Cause::host_changed || past.cause == drift::Cause::both;
    if (suspects.empty() && host_moved)
        add_fact(section, "suspect", missing.empty() ? "not told" : "not told: " + missing.front());
}

void add_past(Section& section, const Past& past) {
    add_fact(section, "since", since_words(past));
    if (past.evidence.window.before != base::Instant{})
        add_fact(section, "window", report::span(past.evidence.window));
    add_fact(section, "cause", cause_of(past));
    add_suspects(section, past);
    if (const auto& taken = past.acknowledged)
        add_fact(section, "taken",
                 fmt::format("by {}{}{}{}", taken->by,
                             taken->until ? " until " + report::minute(*taken->until) : "",
                             taken->note.empty() ? "" : ": ", taken->note));
}

void add_remedy(Section& section, const Finding& finding) {
    add_facts(section, "would", finding.would, most_notes);
    if (!finding.restarts.empty())
        add_fact(section, "restarts", fmt::format("{}", fmt::join(finding.restarts, ", ")));
}

void add_declaration(Section& section, const resource::Desired& desired) {
    add_fact(section, "why", desired.why);
    add_fact(section, "overridden by", desired.overridden_by);
    add_fact(section, "declared", desired.place.file_and_line());
    add_fact(section, "contact", desired.contact);
}

} // namespace

void add_fact(Section& section, const std::string& label, const std::string& words) {
    if (!words.empty())
        section.facts.push_back({bounded_line(label, most_in_headline), bounded_line(words)});
}

void add_facts(Section& section, const std::string& label, const std::vector<std::string>& words,
               std::size_t most) {
    for (std::size_t i = 0; i < std::min(words.size(), most); ++i)
        add_fact(section, label, words[i]);
    if (words.size() > most)
        add_fact(section, label, fmt::format("and {} more", words.size() - most));
}

Section section_of(const std::string& host, const Finding& finding) {
    const auto& desired = *finding.desired;
    Section section{bounded_line(desired.id.text()), desired.severity, {bounded_line(host)}};
    add_properties(section, finding);
    if (finding.past)
        add_past(section, *finding.past);
    add_facts(section, "note", finding.uncovered, most_notes);
    add_facts(section, "note", finding.occasions, most_notes);
    add_facts(section, "note", finding.remarks, most_notes);
    add_remedy(section, finding);
    add_declaration(section, desired);
    if (finding.past && !finding.past->drift.empty())
        add_fact(section, "take it in hand", "plumbline ack " + finding.past->drift);
    section.diff = bounded_diff(finding.diff);
    return section;
}

} // namespace plumbline::alert

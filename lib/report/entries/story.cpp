#include "report/entries/story.hpp"

#include "report/entries/suspects.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace plumbline::report {
namespace {

using drift::Cause;
using drift::Cover;
using drift::Finding;
using drift::Past;

/// So many stories of one entry are told at length; of the other hosts a line each.
constexpr std::size_t most_stories = 12;

void write_term(Markup& page, std::string_view term, const std::string& text) {
    page.element("dt", term);
    page.element("dd", text);
}

/// "mode host-changed; content standard-changed", where the properties have causes of their own.
std::string causes_by_property(const Finding& finding) {
    std::map<std::string_view, std::vector<std::string>> properties;
    for (std::size_t i = 0; i < finding.past->causes.size() && i < finding.properties.size(); ++i)
        if (const auto cause = finding.past->causes[i]; cause != Cause::unknown)
            properties[drift::name(cause)].push_back(finding.properties[i].property);
    if (properties.size() < 2)
        return {};
    std::vector<std::string> phrases;
    for (const auto& [cause, names] : properties)
        phrases.push_back(fmt::format("{} {}", fmt::join(names, ", "), cause));
    return fmt::format("{}", fmt::join(phrases, "; "));
}

std::string_view cause_words(Cause cause) {
    switch (cause) {
    case Cause::host_changed:
        return "the host moved, the standard did not";
    case Cause::standard_changed:
        return "the standard moved, the host has not followed";
    case Cause::both:
        return "the standard moved, and the host did";
    case Cause::first_seen:
        return "no earlier audit to compare with";
    case Cause::unknown:
        break;
    }
    return "which side moved is not known";
}

std::string since_words(const Past& past) {
    auto words = fmt::format("{} ({})", minute(past.first_seen), counted(past.audits, "audit"));
    if (past.changed)
        words += ", changed again " + minute(*past.changed);
    if (past.flaps > 0)
        words += ", came back " + counted(past.flaps, "time");
    return words;
}

void write_cause(Markup& page, const Finding& finding) {
    page.element("dt", "Cause");
    const auto cell = page.open("dd");
    page.element("strong", drift::name(finding.past->cause));
    page.text(": ");
    page.text(cause_words(finding.past->cause));
    if (const auto causes = causes_by_property(finding); !causes.empty())
        page.element("p", causes);
}

void write_past(Markup& page, const Finding& finding) {
    const auto& past = *finding.past;
    write_term(page, "Since", since_words(past));
    write_cause(page, finding);
    if (past.evidence.window.before != base::Instant{} && past.cause != Cause::standard_changed)
        write_term(page, "Window", span(past.evidence.window));
    write_suspects(page, past);
    if (!past.acknowledged)
        return;
    const auto& taken = *past.acknowledged;
    write_term(page, "In hand",
               "by " + taken.by + (taken.until ? " until " + minute(*taken.until) : "") +
                   (taken.note.empty() ? "" : ": " + taken.note));
}

void write_cover(Markup& page, const Cover& cover) {
    page.element("dt", cover.kind == Cover::Kind::waiver ? "Waived by" : "Part of change");
    const auto cell = page.open("dd");
    page.element("strong", cover.id);
    page.text(" until " + minute(cover.until) + (cover.by.empty() ? "" : ", approved by " + cover.by));
    if (!cover.reason.empty())
        page.element("p", cover.reason);
    if (!cover.place.empty())
        page.element("p", {{"class", "place"}}, cover.place);
}

void write_agreements(Markup& page, const Finding& finding) {
    for (const auto& cover : finding.covers)
        write_cover(page, cover);
    for (const auto& line : finding.uncovered)
        write_term(page, "Not covered", line);
    for (const auto& occasion : finding.occasions)
        write_term(page, "Calendar", occasion);
}

/// The occurrences whose stories are the same, in the order in which they are first met.
struct Shared {
    std::string story;
    std::vector<Occurrence> on;
};

std::vector<Shared> shared_stories(const Entry& entry) {
    std::vector<Shared> all;
    std::map<std::string, std::size_t> known;
    for (const auto& occurrence : entry.on) {
        auto story = story_of(*occurrence.finding);
        const auto [at, is_new] = known.try_emplace(story, all.size());
        if (is_new)
            all.push_back({std::move(story), {}});
        all[at->second].on.push_back(occurrence);
    }
    std::ranges::stable_sort(all, std::ranges::greater{},
                             [](const Shared& shared) { return shared.on.size(); });
    return all;
}

void write_story(Markup& page, const Shared& shared) {
    const auto part = page.open("div", {{"class", "story"}});
    write_hosts(page, shared.on);
    if (shared.story.empty())
        return;
    const auto list = page.open("dl");
    page.verbatim(shared.story);
}

std::string suspect_in_short(const Past& past) {
    if (past.evidence.suspects.empty())
        return "";
    const auto& strongest = past.evidence.suspects.front();
    return fmt::format("{}, {}", strongest.who, drift::name(strongest.certainty));
}

void write_row(Markup& page, const Occurrence& occurrence) {
    const auto row = page.open("tr");
    const auto id = id_of_drift(*occurrence.finding);
    page.element("th", {{"scope", "row"}, {"class", "host"}, {id.empty() ? "" : "id", id}},
                 occurrence.host->name);
    if (!occurrence.finding->past) {
        page.verbatim("<td></td><td></td><td></td><td></td>");
        return;
    }
    const auto& past = *occurrence.finding->past;
    page.element("td", minute(past.first_seen));
    page.element("td", drift::name(past.cause));
    page.element("td", past.evidence.window.before == base::Instant{} ? "" : span(past.evidence.window));
    page.element("td", suspect_in_short(past));
}

/// Of hosts whose stories are not told at length.
void write_others(Markup& page, const std::vector<Shared>& stories) {
    std::size_t hosts = 0;
    for (auto story = stories.begin() + most_stories; story != stories.end(); ++story)
        hosts += story->on.size();
    const auto part = page.open(
        "div",
        {{"class", "story scroll"}, {"tabindex", "0"}, {"role", "group"}, {"aria-label", "Other hosts"}});
    page.element("p", fmt::format("And {}, in short; `plumbline blame HOST RESOURCE` tells all that is known "
                                  "of one.",
                                  counted(hosts, "more host")));
    const auto table = page.open("table");
    page.verbatim(
        "<thead><tr><th scope=\"col\">Host</th><th scope=\"col\">Since</th><th scope=\"col\">Cause</th>"
        "<th scope=\"col\">Window</th><th scope=\"col\">Strongest suspect</th></tr></thead>");
    const auto rows = page.open("tbody");
    for (auto story = stories.begin() + most_stories; story != stories.end(); ++story)
        for (const auto& occurrence : story->on)
            write_row(page, occurrence);
}

} // namespace

std::string story_of(const Finding& finding) {
    Markup page;
    if (finding.past)
        write_past(page, finding);
    write_agreements(page, finding);
    return page.html();
}

void write_hosts(Markup& page, const std::vector<Occurrence>& on) {
    const auto list = page.open("ul", {{"class", "hosts"}});
    for (const auto& [host, finding] : on) {
        const auto id = id_of_drift(*finding);
        page.element("li", {{id.empty() ? "" : "id", id}}, host->name);
    }
}

void write_stories(Markup& page, const Entry& entry) {
    const auto stories = shared_stories(entry);
    for (std::size_t i = 0; i < std::min(stories.size(), most_stories); ++i)
        write_story(page, stories[i]);
    if (stories.size() > most_stories)
        write_others(page, stories);
}

} // namespace plumbline::report

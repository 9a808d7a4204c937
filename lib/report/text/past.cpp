#include "report/text/past.hpp"

#include "report/text/finding.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace plumbline::report {
namespace {

using drift::Case;
using drift::Cause;
using drift::Past;
using drift::Suspect;
using Phrases = std::vector<std::string>;

std::vector<const Past*> pasts_of(const Shared& findings) {
    std::vector<const Past*> pasts;
    for (const auto* finding : findings)
        if (finding->past)
            pasts.push_back(&*finding->past);
    return pasts;
}

/// Whether a person or process may have moved the host, so that silence is worth a word.
bool host_moved(Cause cause) {
    return cause == Cause::host_changed || cause == Cause::both;
}

/// ": mode host-changed, content standard-changed", where both sides moved.
std::string causes_by_property(const drift::Finding& finding) {
    std::map<std::string, Phrases> properties;
    for (std::size_t i = 0; i < finding.past->causes.size() && i < finding.properties.size(); ++i) {
        const auto cause = finding.past->causes[i];
        auto& names = properties[std::string(drift::name(cause))];
        if (cause != Cause::unknown && std::ranges::count(names, finding.properties[i].property) == 0)
            names.push_back(finding.properties[i].property);
    }
    Phrases phrases;
    for (const auto& [cause, names] : properties)
        if (!names.empty())
            phrases.push_back(fmt::format("{} {}", fmt::join(names, ", "), cause));
    return phrases.size() < 2 ? "" : fmt::format("; {}", fmt::join(phrases, "; "));
}

void write_since(Page& page, std::size_t indent, const drift::Finding& finding) {
    const auto& past = *finding.past;
    auto since = fmt::format("{} ({}", minute(past.first_seen), counted(past.audits, "audit"));
    if (past.changed)
        since += ", changed again " + minute(*past.changed);
    if (past.flaps > 0)
        since += ", came back " + counted(past.flaps, "time");
    write_note(page, indent, "since", {since + "),", cause_words(past) + causes_by_property(finding)});
}

void write_evidence(Page& page, std::size_t indent, const Suspect& suspect) {
    const bool whole = page.options().verbose;
    for (const auto& evidence : suspect.evidence) {
        page.entry(indent + note_width, {}, {evidence_words(evidence, whole)});
        if (!whole)
            return;
    }
}

Phrases phrases_of(const Suspect& suspect, bool whole) {
    const auto head = fmt::format("{} {}", suspect_words(suspect, whole), drift::name(suspect.certainty));
    return suspect.why.empty() ? Phrases{head} : Phrases{head + ":", suspect.why};
}

/// The others, in few words; all that is known of them for a reader who asks for it.
void write_others(Page& page, std::size_t indent, const std::vector<Suspect>& suspects) {
    if (page.options().verbose) {
        for (auto other = suspects.begin() + 1; other != suspects.end(); ++other) {
            write_note(page, indent, "or", phrases_of(*other, true));
            write_evidence(page, indent, *other);
        }
        return;
    }
    Phrases others;
    for (auto other = suspects.begin() + 1; other != suspects.end(); ++other)
        others.push_back(fmt::format("{} {}", suspect_words(*other, false), drift::name(other->certainty)));
    if (!others.empty())
        write_note(page, indent, "or", {fmt::format("{}", fmt::join(others, "; "))});
}

/// "not told: no audit log; …": silence accuses nobody.
void write_silence(Page& page, std::size_t indent, const std::vector<std::string>& missing) {
    if (missing.empty())
        return write_note(page, indent, "who", {"not told"});
    const std::size_t shown = page.options().verbose ? missing.size() : 1;
    write_note(page, indent, "who", {"not told:", missing.front()});
    for (std::size_t i = 1; i < shown; ++i)
        page.entry(indent + note_width, {}, {missing[i]});
}

void write_one(Page& page, std::size_t indent, const drift::Finding& finding) {
    const auto& past = *finding.past;
    write_since(page, indent, finding);
    write_who(page, indent, past);
    if (past.acknowledged) {
        const auto& taken = *past.acknowledged;
        auto words = "by " + taken.by;
        if (taken.until)
            words += " until " + minute(*taken.until);
        write_note(page, indent, "taken",
                   taken.note.empty() ? Phrases{words} : Phrases{words + ":", taken.note});
    }
    if (page.options().verbose && !past.drift.empty())
        write_note(page, indent, "drift", {past.drift});
}

/// From the first to the last that it was first seen on, and on how many for which cause.
void write_since_of_all(Page& page, std::size_t indent, const std::vector<const Past*>& pasts) {
    const auto [first, last] = std::ranges::minmax(pasts, {}, &Past::first_seen);
    auto since = minute(first->first_seen);
    if (minute(last->first_seen) != since)
        since += " to " + minute(last->first_seen);
    std::map<Cause, std::size_t> causes;
    for (const auto* past : pasts)
        ++causes[past->cause];
    Phrases counts;
    for (const auto& [cause, count] : causes)
        counts.push_back(causes.size() == 1 ? std::string(drift::name(cause))
                                            : fmt::format("{} on {}", drift::name(cause), count));
    write_note(page, indent, "since", {since + ",", fmt::format("{}", fmt::join(counts, ", "))});
}

/// One who is suspected on several hosts.
struct Merged {
    Suspect strongest;
    std::size_t hosts = 0;
};

std::vector<Merged> merged_suspects(const std::vector<const Past*>& pasts) {
    std::map<std::tuple<std::string, std::string>, Merged> by_who;
    for (const auto* past : pasts) {
        std::map<std::tuple<std::string, std::string>, const Suspect*> here;
        for (const auto& suspect : past->evidence.suspects)
            here.try_emplace({suspect.who, suspect.key}, &suspect); // the strongest comes first
        for (const auto& [who, suspect] : here) {
            auto& merged = by_who[who];
            if (merged.hosts++ == 0 || suspect->certainty > merged.strongest.certainty)
                merged.strongest = *suspect;
        }
    }
    std::vector<Merged> all;
    for (auto& [who, merged] : by_who)
        all.push_back(std::move(merged));
    std::ranges::stable_sort(all, [](const Merged& left, const Merged& right) {
        return std::tie(right.strongest.certainty, right.hosts) <
               std::tie(left.strongest.certainty, left.hosts);
    });
    return all;
}

void write_who_of_all(Page& page, std::size_t indent, const std::vector<const Past*>& pasts) {
    const bool whole = page.options().verbose;
    std::string label = "who";
    for (const auto& [suspect, hosts] : merged_suspects(pasts)) {
        auto phrases = phrases_of(suspect, whole);
        phrases.front().insert(phrases.front().size() - (suspect.why.empty() ? 0 : 1),
                               fmt::format(" on {} of {}", hosts, counted(pasts.size(), "host")));
        write_note(page, indent, label, phrases);
        write_evidence(page, indent, suspect);
        label = "or";
    }
    const auto untold = static_cast<std::size_t>(std::ranges::count_if(
        pasts, [](const Past* past) { return host_moved(past->cause) && past->evidence.suspects.empty(); }));
    if (untold > 0)
        write_note(page, indent, label, {fmt::format("not told on {}", counted(untold, "host"))});
}

/// "NEW", "NEW on 3", or nothing.
void mark(Phrases& marks, const std::vector<const Past*>& pasts, const std::string& word,
          bool (*holds)(const Past*)) {
    const auto count = static_cast<std::size_t>(std::ranges::count_if(pasts, holds));
    if (count > 0)
        marks.push_back(count == pasts.size() ? word : fmt::format("{} on {}", word, count));
}

} // namespace

void write_who(Page& page, std::size_t indent, const Past& past) {
    const auto& suspects = past.evidence.suspects;
    if (suspects.empty()) {
        if (host_moved(past.cause))
            write_silence(page, indent, past.evidence.missing);
        return;
    }
    write_note(page, indent, "who", phrases_of(suspects.front(), page.options().verbose));
    write_evidence(page, indent, suspects.front());
    write_others(page, indent, suspects);
}

std::vector<std::string> marks_of(const Shared& findings) {
    const auto pasts = pasts_of(findings);
    Phrases marks;
    mark(marks, pasts, "NEW", [](const Past* past) { return past->news == drift::News::opened; });
    mark(marks, pasts, "CHANGED", [](const Past* past) { return past->news == drift::News::changed; });
    mark(marks, pasts, "flapping", [](const Past* past) { return past->flaps > 0; });
    mark(marks, pasts, "acknowledged", [](const Past* past) { return past->acknowledged.has_value(); });
    return marks;
}

void write_past(Page& page, std::size_t indent, const Shared& findings) {
    const auto pasts = pasts_of(findings);
    if (pasts.empty())
        return;
    if (findings.size() == 1)
        return write_one(page, indent, *findings.front());
    write_since_of_all(page, indent, pasts);
    write_who_of_all(page, indent, pasts);
}

} // namespace plumbline::report

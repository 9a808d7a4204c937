#include "records/timeline.hpp"

#include "base/letter_case.hpp"
#include "report/text/page.hpp"
#include "report/text/past.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>

namespace plumbline::cli {
namespace {

using history::Look;
using history::Story;
using history::StoryEvent;
using report::Ink;
using report::Page;

constexpr std::size_t time_width = 19; ///< "2026-11-21 03:00Z" and a gap
constexpr std::size_t note_width = 9;
constexpr std::size_t severity_width = 10;

/// Whether the terminal shows more than ASCII (locale(7): the first of these that is set decides).
bool is_utf8_locale() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') {
            const auto locale = base::lower_case(value);
            return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
        }
    return false;
}

/// The signs of this terminal.
struct Signs {
    bool rich = is_utf8_locale();
    [[nodiscard]] std::string arrow() const { return rich ? "→" : "->"; }
    [[nodiscard]] std::string of(Look look) const {
        switch (look) {
        case Look::none:
            return " ";
        case Look::in_sync:
            return rich ? "·" : ".";
        case Look::failed:
            return rich ? "×" : "x";
        case Look::drift:
            return rich ? "█" : "#";
        }
        return " ";
    }
};

/// Whole minutes, or hours where it is more than two days.
std::string length_words(base::Instant from, base::Instant to) {
    using std::chrono::hours;
    using std::chrono::minutes;
    const auto length = to - from;
    if (length < minutes(1))
        return "less than a minute";
    return base::to_text(length > hours(48)
                             ? std::chrono::floor<base::Milliseconds>(std::chrono::floor<hours>(length))
                             : std::chrono::floor<base::Milliseconds>(std::chrono::floor<minutes>(length)));
}

void write_strip(Page& page, const Timeline& timeline, const Signs& signs) {
    const auto& cells = timeline.strip;
    if (cells.empty())
        return;
    std::string line;
    for (const auto& cell : cells)
        line += signs.of(cell.look);
    const bool hours = cells.size() > 1 && cells[1].begin - cells[0].begin < std::chrono::hours(24);
    const auto day = [&](base::Instant when) { return report::minute(when).substr(0, hours ? 16 : 10); };
    // never wrapped: its blanks mean something
    page.verbatim(2, day(cells.front().begin) + " |" + line + "| " + day(cells.back().begin));
    page.entry(2, {},
               {fmt::format("{} each:", hours ? "an hour" : "a day"), signs.of(Look::in_sync) + " in sync,",
                signs.of(Look::drift) + " drift,", signs.of(Look::failed) + " could not be checked,",
                "blank: no audit"});
}

/// What it was before. Where nothing stands of it, it was as it should be if only the host has moved since.
std::string value_before(const StoryEvent& event, const history::Moved& moved) {
    if (moved.from)
        return report::short_value(*moved.from);
    const bool was_right =
        event.kind == StoryEvent::Kind::opened && event.past.cause == drift::Cause::host_changed;
    return was_right ? "in sync" : "not known";
}

void write_moved(Page& page, const StoryEvent& event, const Signs& signs) {
    std::size_t width = note_width;
    for (const auto& moved : event.moved)
        width = std::max(width, std::min<std::size_t>(moved.property.size() + 2, 24));
    for (const auto& moved : event.moved) {
        std::vector<std::string> phrases;
        if (!moved.subject.empty())
            phrases.push_back(moved.subject);
        phrases.push_back(fmt::format("{} {} {}", value_before(event, moved), signs.arrow(),
                                      moved.to ? report::short_value(*moved.to) : "not known"));
        if (event.kind != StoryEvent::Kind::resolved)
            phrases.push_back(fmt::format("(should be {})", report::short_value(moved.expected)));
        page.entry(4, {moved.property, Ink::plain, width}, phrases);
    }
}

std::string suspect_words(const drift::Suspect& suspect) {
    return fmt::format("{} {}{}", report::suspect_words(suspect, false), drift::name(suspect.certainty),
                       suspect.why.empty() ? "" : ": " + suspect.why);
}

void write_why(Page& page, const StoryEvent& event) {
    page.entry(4, {"cause:", Ink::faint, note_width}, {report::cause_words(event.past)});
    if (page.options().verbose)
        return report::write_who(page, 4, event.past);
    if (!event.past.evidence.suspects.empty())
        page.entry(4, {"who:", Ink::faint, note_width},
                   {suspect_words(event.past.evidence.suspects.front())});
}

std::string acknowledged_words(const drift::Acknowledgement& acknowledgement) {
    auto words = "acknowledged by " + acknowledgement.by;
    if (acknowledgement.until)
        words += " until " + report::minute(*acknowledgement.until);
    return acknowledgement.note.empty() ? words : words + ": " + acknowledgement.note;
}

std::string event_words(const Story& story, const StoryEvent& event) {
    switch (event.kind) {
    case StoryEvent::Kind::opened:
        return fmt::format("drift opened, {}", resource::name(story.severity));
    case StoryEvent::Kind::changed:
        return "changed again";
    case StoryEvent::Kind::resolved:
        return fmt::format("{} after {}", event.undeclared ? "no longer in the standard" : "right again",
                           length_words(story.opened, event.when));
    case StoryEvent::Kind::acknowledged:
        return acknowledged_words(*event.past.acknowledged);
    }
    return {};
}

Ink ink_of(StoryEvent::Kind kind) {
    switch (kind) {
    case StoryEvent::Kind::opened:
    case StoryEvent::Kind::changed:
        return Ink::red;
    case StoryEvent::Kind::resolved:
        return Ink::green;
    case StoryEvent::Kind::acknowledged:
        return Ink::cyan;
    }
    return Ink::plain;
}

/// One thing that happened, as lines of the page.
struct Happening {
    base::Instant when;
    const Story* story = nullptr; ///< null for a gap
    const StoryEvent* event = nullptr;
    const history::Gap* gap = nullptr;
};

/// Oldest first.
std::vector<Happening> happenings(const Timeline& timeline) {
    std::vector<Happening> all;
    for (const auto& story : timeline.stories)
        for (const auto& event : story.events)
            all.push_back({event.when, &story, &event, nullptr});
    for (const auto& gap : timeline.gaps)
        all.push_back({gap.after, nullptr, nullptr, &gap});
    std::ranges::stable_sort(all, {}, &Happening::when);
    return all;
}

void write_happening(Page& page, const Timeline& timeline, const Happening& happening, const Signs& signs) {
    const auto when = report::minute(happening.when);
    if (happening.gap != nullptr)
        return page.entry(2, {when, Ink::yellow, time_width}, {words_of(*happening.gap)});
    const auto& event = *happening.event;
    std::vector<std::string> phrases;
    if (!timeline.choice.resource)
        phrases.push_back(happening.story->resource.text() + ":");
    phrases.push_back(event_words(*happening.story, event));
    if (event.kind == StoryEvent::Kind::opened)
        phrases.push_back("(" + happening.story->drift + ")");
    page.entry(2, {when, ink_of(event.kind), time_width}, phrases);
    write_moved(page, event, signs);
    if (event.kind == StoryEvent::Kind::opened || event.kind == StoryEvent::Kind::changed)
        write_why(page, event);
}

/// Each resource that flaps, once.
void write_flapping(Page& page, const Timeline& timeline) {
    std::vector<std::string> told;
    for (const auto& story : timeline.stories) {
        const auto name = fmt::format("{} on {}", story.resource.text(), story.host);
        if (story.flaps == 0 || std::ranges::find(told, name) != told.end())
            continue;
        told.push_back(name);
        page.entry(2, {"flapping:", Ink::alarm},
                   {name,
                    fmt::format("came back to where it was {} in the last 14 days:",
                                report::counted(story.flaps, "time")),
                    "something puts it back, and something changes it again"});
    }
}

std::size_t count_open(const Timeline& timeline) {
    return static_cast<std::size_t>(
        std::ranges::count_if(timeline.stories, [](const Story& story) { return !story.resolved; }));
}

void write_host(Page& page, const Timeline& timeline, const Signs& signs) {
    const auto& choice = timeline.choice;
    page.entry(0,
               {choice.resource ? choice.resource->text() + " on " + *choice.host : *choice.host, Ink::bold},
               {fmt::format("{} open", report::counted(count_open(timeline), "drift"))});
    write_strip(page, timeline, signs);
    const auto all = happenings(timeline);
    if (!all.empty())
        page.blank();
    for (const auto& happening : all)
        write_happening(page, timeline, happening, signs);
    write_flapping(page, timeline);
}

/// One drift of the fleet in a line or two.
void write_story(Page& page, const Timeline& timeline, const Story& story) {
    const bool open = !story.resolved;
    const auto end = story.resolved.value_or(timeline.now);
    auto since = fmt::format("{} {}, {}", open ? "since" : "from", report::minute(story.opened),
                             length_words(story.opened, end));
    std::vector<std::string> phrases{fmt::format("{} on {}", story.resource.text(), story.host), since};
    if (story.flaps > 0)
        phrases.emplace_back("flapping");
    phrases.push_back("(" + story.drift + ")");
    page.entry(2, {std::string(resource::name(story.severity)), open ? Ink::red : Ink::green, severity_width},
               phrases, "  ");
    const auto acknowledged = std::ranges::find(story.events.rbegin(), story.events.rend(),
                                                StoryEvent::Kind::acknowledged, &StoryEvent::kind);
    for (const auto& event : story.events)
        if (event.kind == StoryEvent::Kind::opened)
            write_why(page, event);
    if (open && acknowledged != story.events.rend())
        page.entry(4, {"taken:", Ink::faint, note_width},
                   {acknowledged_words(*acknowledged->past.acknowledged)});
}

void write_part(Page& page, const Timeline& timeline, const std::string& title, bool open) {
    std::vector<const Story*> stories;
    for (const auto& story : timeline.stories)
        if (!story.resolved == open)
            stories.push_back(&story);
    if (stories.empty())
        return;
    page.blank();
    page.verbatim(0, title, Ink::bold);
    for (const auto* story : stories)
        write_story(page, timeline, *story);
}

void write_fleet(Page& page, const Timeline& timeline, const Signs& signs) {
    const auto open = count_open(timeline);
    std::vector<std::string> phrases;
    if (!timeline.choice.open_only)
        phrases.push_back(fmt::format("{} right again since {}", timeline.stories.size() - open,
                                      report::minute(timeline.choice.since)));
    page.entry(0, {report::counted(open, "open drift"), Ink::bold}, phrases);
    write_strip(page, timeline, signs);
    write_part(page, timeline, "open", true);
    write_part(page, timeline, "right again", false);
    if (!timeline.gaps.empty())
        page.blank();
    for (const auto& gap : timeline.gaps)
        page.entry(0, {"gap", Ink::yellow, severity_width + 2}, {words_of(gap)});
}

} // namespace

std::string words_of(const history::Gap& gap) {
    auto words = gap.before ? fmt::format("no audit between {} and {}", report::minute(gap.after),
                                          report::minute(*gap.before))
                            : fmt::format("no audit since {}", report::minute(gap.after));
    words += fmt::format(" ({} due", gap.missed == 1 ? "1 was" : fmt::format("{} were", gap.missed));
    if (!gap.interrupted.empty())
        words += fmt::format("; interrupted: {}", fmt::join(gap.interrupted, ", "));
    return words + ")";
}

std::string as_text(const Timeline& timeline, const report::TextOptions& options) {
    const Signs signs;
    Page page(options);
    if (timeline.choice.host)
        write_host(page, timeline, signs);
    else
        write_fleet(page, timeline, signs);
    return page.text();
}

} // namespace plumbline::cli

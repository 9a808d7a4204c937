#include "records/timeline.hpp"
#include "records/timeline_events.hpp"

#include "base/letter_case.hpp"
#include "report/text/page.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>

namespace plumbline::cli {
namespace {

using namespace std::string_literals;
using history::Look;
using history::Story;
using history::StoryEvent;
using report::Ink;
using report::Page;

constexpr std::size_t time_width = 19; ///< "2026-11-21 03:00Z" and a gap
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
        case Look::agreed:
            return rich ? "○" : "o";
        case Look::failed:
            return rich ? "×" : "x";
        case Look::drift:
            return rich ? "█" : "#";
        }
        return " ";
    }
};

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
    std::vector<std::string> legend{fmt::format("{} each:", hours ? "an hour" : "a day"),
                                    signs.of(Look::in_sync) + " in sync,"};
    if (std::ranges::find(cells, Look::agreed, &history::Cell::look) != cells.end())
        legend.push_back(signs.of(Look::agreed) + " waived or pending,");
    for (const auto& words : {signs.of(Look::drift) + " drift,",
                              signs.of(Look::failed) + " could not be checked,", "blank: no audit"s})
        legend.push_back(words);
    page.entry(2, {}, legend);
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
    write_moved(page, event, signs.arrow());
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
    for (const auto& event : story.events)
        if (!open && event.handled && event.kind == StoryEvent::Kind::enforced &&
            event.handled->part.outcome == "applied")
            page.entry(4, {"mended:", Ink::faint, note_width}, {handled_words(*event.handled)});
    if (open)
        write_cover(page, story);
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

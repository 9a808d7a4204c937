#include "records/timeline_events.hpp"

#include "report/covers.hpp"
#include "report/text/past.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::cli {
namespace {

using namespace std::string_literals;
using history::Story;
using history::StoryEvent;
using report::Ink;
using report::Page;

constexpr std::size_t short_digest = 19; ///< "sha256:" and twelve digits

/// What it was before. Where nothing stands of it, it was as it should be if only the host has moved since.
std::string value_before(const StoryEvent& event, const history::Moved& moved) {
    if (moved.from)
        return report::short_value(*moved.from);
    const bool was_right =
        event.kind == StoryEvent::Kind::opened && event.past.cause == drift::Cause::host_changed;
    return was_right ? "in sync" : "not known";
}

std::string suspect_words(const drift::Suspect& suspect) {
    return fmt::format("{} {}{}", report::suspect_words(suspect, false), drift::name(suspect.certainty),
                       suspect.why.empty() ? "" : ": " + suspect.why);
}

/// "waived under INC-7 until …", "no longer covered by INC-7: …".
std::string covered_words(const StoryEvent& event) {
    const bool ended = event.kind == StoryEvent::Kind::uncovered;
    std::vector<std::string> covers;
    for (const auto& cover : event.covers)
        covers.push_back(ended ? cover.id : report::cover_words(cover));
    auto words = ended ? "no longer covered by "s : fmt::format("{} under ", history::name(event.kind));
    words += fmt::format("{}", fmt::join(covers, "; "));
    return ended && !event.uncovered.empty() ? fmt::format("{}: {}", words, fmt::join(event.uncovered, "; "))
                                             : words;
}

} // namespace

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

void write_moved(Page& page, const StoryEvent& event, const std::string& arrow) {
    std::size_t width = note_width;
    for (const auto& moved : event.moved)
        width = std::max(width, std::min<std::size_t>(moved.property.size() + 2, 24));
    for (const auto& moved : event.moved) {
        std::vector<std::string> phrases;
        if (!moved.subject.empty())
            phrases.push_back(moved.subject);
        phrases.push_back(fmt::format("{} {} {}", value_before(event, moved), arrow,
                                      moved.to ? report::short_value(*moved.to) : "not known"));
        if (event.kind != StoryEvent::Kind::resolved)
            phrases.push_back(fmt::format("(should be {})", report::short_value(moved.expected)));
        page.entry(4, {moved.property, Ink::plain, width}, phrases);
    }
}

void write_why(Page& page, const StoryEvent& event) {
    page.entry(4, {"cause:", Ink::faint, note_width}, {report::cause_words(event.past)});
    if (event.handled)
        page.entry(4, {"after:", Ink::faint, note_width},
                   {report::minute(event.handled->when), handled_words(*event.handled)});
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

std::string handled_words(const history::Handled& handled) {
    const bool is_rollback = handled.kind == history::Deed::Kind::rollback;
    const auto& [resource, outcome, words] = handled.part;
    const auto what = is_rollback && outcome == "applied" ? "taken back" : outcome;
    return fmt::format("{} by {} {} of plan {} ({}){}", what, is_rollback ? "the rollback of run" : "run",
                       handled.run, handled.plan.substr(0, short_digest), handled.by,
                       words.empty() ? "" : ": " + words);
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
    case StoryEvent::Kind::waived:
    case StoryEvent::Kind::pending:
    case StoryEvent::Kind::uncovered:
        return covered_words(event);
    case StoryEvent::Kind::enforced:
    case StoryEvent::Kind::rolled_back:
        return fmt::format("{}: {}", event.kind == StoryEvent::Kind::enforced ? "enforced" : "rolled back",
                           handled_words(*event.handled));
    }
    return {};
}

Ink ink_of(StoryEvent::Kind kind) {
    switch (kind) {
    case StoryEvent::Kind::opened:
    case StoryEvent::Kind::changed:
    case StoryEvent::Kind::uncovered:
        return Ink::red;
    case StoryEvent::Kind::resolved:
        return Ink::green;
    case StoryEvent::Kind::acknowledged:
    case StoryEvent::Kind::waived:
    case StoryEvent::Kind::pending:
    case StoryEvent::Kind::enforced:
    case StoryEvent::Kind::rolled_back:
        return Ink::cyan;
    }
    return Ink::plain;
}

void write_cover(Page& page, const Story& story) {
    using enum StoryEvent::Kind;
    const StoryEvent* last = nullptr;
    for (const auto& event : story.events)
        if (event.kind == waived || event.kind == pending || event.kind == uncovered)
            last = &event;
    if (last == nullptr || last->kind == uncovered)
        return;
    for (const auto& cover : last->covers)
        page.entry(4, {fmt::format("{}:", history::name(last->kind)), Ink::cyan, note_width},
                   {report::cover_words(cover)});
}

} // namespace plumbline::cli

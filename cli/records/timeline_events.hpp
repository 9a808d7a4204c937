#pragma once

#include "history/story/timeline.hpp"
#include "report/text/page.hpp"

#include <cstddef>
#include <string>

namespace plumbline::cli {

// What a timeline says of one event of a drift, and of a drift as a whole.

inline constexpr std::size_t note_width = 9;

/// Whole minutes, or hours where it is more than two days.
[[nodiscard]] std::string length_words(base::Instant from, base::Instant to);

/// "drift opened, high", "waived under INC-7 until …".
[[nodiscard]] std::string event_words(const history::Story& story, const history::StoryEvent& event);
[[nodiscard]] report::Ink ink_of(history::StoryEvent::Kind kind);
[[nodiscard]] std::string acknowledged_words(const drift::Acknowledgement& acknowledgement);

/// "applied by run 01JD… of plan sha256:…, by jane".
[[nodiscard]] std::string handled_words(const history::Handled& handled);

/// What moved, a line a property; `arrow` stands between before and after.
void write_moved(report::Page& page, const history::StoryEvent& event, const std::string& arrow);
/// The cause, and who; and the run that had put it right before.
void write_why(report::Page& page, const history::StoryEvent& event);
/// Under what it is waived or pending now, if it is.
void write_cover(report::Page& page, const history::Story& story);

} // namespace plumbline::cli

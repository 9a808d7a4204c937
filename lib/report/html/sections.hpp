#pragma once

#include "report/entries/entry.hpp"
#include "report/html.hpp"
#include "report/html/markup.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::report {

// The parts of a page, in their order.

/// What the run comes to, in words; `tone` is "good", "bad" or "unsure".
struct Headline {
    std::string_view tone;
    std::string words;
    std::string below;
};
[[nodiscard]] Headline headline_of(const Report& report);
/// The verdict, what must be known to believe it, and figures.
void write_summary(Markup& page, const Report& report);
/// Hosts that could not be audited, and why; nothing when there are none.
void write_unchecked(Markup& page, const Report& report);
/// What the last run did not have.
void write_news(Markup& page, const std::vector<Entry>& entries);
/// The picture of the days; nothing where there are no two to hold against each other.
void write_timeline(Markup& page, const Days& days);
/// Of waivers and changes as a whole; nothing when there is nothing to say.
void write_notices(Markup& page, const Report& report);
void write_findings(Markup& page, const Report& report, const std::vector<Entry>& entries);
/// Every host, with counts of its resources.
void write_hosts(Markup& page, const Report& report, const Systems& systems);
/// Who made the standard law, and by what the page can be held against the record.
void write_footer(Markup& page, const Report& report);

/// A heading with an id of its own.
void write_heading(Markup& page, std::string_view id, std::string_view words);
/// "1,234".
[[nodiscard]] std::string thousands(std::size_t number);

} // namespace plumbline::report

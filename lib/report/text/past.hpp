#pragma once

#include "report/text/page.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace plumbline::report {

/// The same finding of one or more hosts, whose pasts differ.
using Shared = std::vector<const drift::Finding*>;

/// For the headline: whether it is new, flaps, or somebody has it in hand; on how many when not on all.
[[nodiscard]] std::vector<std::string> marks_of(const Shared& findings);

/// Since when, why, within which time, and whom evidence points to, in few lines; pasts of several hosts are
/// summed up. Nothing where there are no pasts.
void write_past(Page& page, std::size_t indent, const Shared& findings);

/// Whom evidence points to, with the lines that say so; or that it tells nobody, and what would have. All of
/// it when the page is verbose, else the best.
void write_who(Page& page, std::size_t indent, const drift::Past& past);

} // namespace plumbline::report

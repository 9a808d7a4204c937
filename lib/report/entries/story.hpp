#pragma once

#include "report/entries/entry.hpp"
#include "report/html/markup.hpp"

#include <string>
#include <vector>

namespace plumbline::report {

/// HTML of how one host came to it and what was agreed on about it: a list of terms, as body_of() begins it.
[[nodiscard]] std::string story_of(const drift::Finding& finding);

/// The hosts of an entry with their stories, each told once: what several share stands beside their names.
void write_stories(Markup& page, const Entry& entry);

/// Names of hosts; where a host's drift has a name, a link can lead to it.
void write_hosts(Markup& page, const std::vector<Occurrence>& on);

} // namespace plumbline::report

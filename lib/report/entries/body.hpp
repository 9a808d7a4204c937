#pragma once

#include "report/html/markup.hpp"
#include "report/report.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::report {

/// HTML of what is found, what should be, what would be done and what restarts: a list of terms, as
/// story_of() goes on with.
[[nodiscard]] std::string body_of(const drift::Finding& finding);

/// A table of properties: what each is, and what it should be.
void write_differences(Markup& page, const std::vector<const resource::Compared*>& properties);
/// A unified diff, with a legend.
void write_diff(Markup& page, std::string_view diff);

/// What differs, in one short line of plain text: "mode now 0644, standard 0600; content; 2 more".
[[nodiscard]] std::string brief_of(const drift::Finding& finding);

} // namespace plumbline::report

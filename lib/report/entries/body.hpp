#pragma once

#include "report/report.hpp"

#include <string>

namespace plumbline::report {

/// HTML of what is found, what should be, what would be done and what restarts: a list of terms, as
/// story_of() goes on with.
[[nodiscard]] std::string body_of(const drift::Finding& finding);

/// What differs, in one short line of plain text: "mode now 0644, standard 0600; content; 2 more".
[[nodiscard]] std::string brief_of(const drift::Finding& finding);

} // namespace plumbline::report

#pragma once

#include "plan/plan.hpp"

#include <string>

namespace plumbline::plan {

// A plan as people read it before they sign: what it comes to, its digest and until when it holds, then each
// change once with its hosts, the riskiest first, and for each host the order in which it is done. Same plan,
// same text; all of it is inert.

[[nodiscard]] std::string as_text(const Plan& plan, const report::TextOptions& options);
/// What it comes to and a line for each change, for whoever is about to have it done.
[[nodiscard]] std::string as_brief(const Plan& plan, const report::TextOptions& options);
/// For tickets: GitHub Flavored Markdown.
[[nodiscard]] std::string as_markdown(const Plan& plan);
/// One page that loads nothing and runs nothing.
[[nodiscard]] std::string as_html(const Plan& plan);

} // namespace plumbline::plan

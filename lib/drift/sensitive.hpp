#pragma once

#include "drift/finding.hpp"

#include <set>
#include <string>

namespace plumbline::drift {

/// Takes every value out of a finding and leaves its digest: values, subjects, and what was said of them.
/// Whether a thing is there, and of which kind, stays readable. Reasons stay only when they are one of
/// `harmless`.
void hide_values(Finding& finding, const std::set<std::string>& harmless);

/// What an action would do, without its values: "set-mode" is "set mode". Verbs and the
/// names of properties are the type's own words.
[[nodiscard]] std::string words_without_values(const resource::Action& action);

} // namespace plumbline::drift

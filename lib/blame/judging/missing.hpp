#pragma once

#include "blame/blame.hpp"

#include <string>
#include <vector>

namespace plumbline::blame {

/// What would have told and was not there, the most telling first, each with what it takes to have it next
/// time. Nothing where a record of the change itself names somebody.
[[nodiscard]] std::vector<std::string> missing_evidence(const Inquiry& inquiry, const Chronicle& chronicle,
                                                        const std::vector<drift::Suspect>& suspects);

} // namespace plumbline::blame

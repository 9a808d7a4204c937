#pragma once

#include "enforce/talk/conversation.hpp"

#include <string>

namespace plumbline::enforce {

/// Why the first was not done that was refused or failed; empty where there is none.
[[nodiscard]] std::string failure_among(const Results& results);
/// What they come to: failed, refused, applied, or already where nothing had to be done.
[[nodiscard]] Outcome worst_of(const Results& results);
/// applied or already
[[nodiscard]] bool is_done(Outcome outcome);

} // namespace plumbline::enforce

#pragma once

#include "adoption/changes/wish.hpp"
#include "drift/finding.hpp"

namespace plumbline::adoption {

/// What the standard would have to say for this finding to be in sync. `desired` is the declaration in full,
/// which the finding was judged by. Pure.
[[nodiscard]] Wanted wanted_of(const resource::Desired& desired, const drift::Finding& finding);

} // namespace plumbline::adoption

#pragma once

#include "base/diagnostic.hpp"
#include "resource/checks/value.hpp"

namespace plumbline::resource::checks {

/// Whether a matcher can both hold and fail. One that can't says nothing of a host, most often by a slip: it
/// is an error, with what to write instead. That a value is named twice is a warning. Judged by trial: by
/// every value of a kind that has few, by those at and beside each bound of one that has an order, and by
/// samples of text.
[[nodiscard]] bool can_decide(const Slot& slot, const Matcher& matcher, const base::Place& place,
                              base::Diagnostics& diagnostics);

} // namespace plumbline::resource::checks

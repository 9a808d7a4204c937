#pragma once

#include "base/value.hpp"
#include "resource/checks/value.hpp"

#include <vector>

namespace plumbline::resource::checks {

/// Values by which a matcher of the slot is tried.
struct Trial {
    std::vector<base::Value> values;
    bool proves_none = true;  ///< a matcher that holds for none of them holds for no value at all
    bool proves_every = true; ///< and one that holds for each of them holds for every value
};
[[nodiscard]] Trial trial_of(const Slot& slot, const Matcher& matcher);

} // namespace plumbline::resource::checks

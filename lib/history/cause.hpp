#pragma once

#include "drift/finding.hpp"
#include "drift/past.hpp"

#include <optional>
#include <vector>

namespace plumbline::history {

/// What the history knows of a resource on a host before a run, as far as it tells why it drifts now.
struct Before {
    /// The last finding of it that was known (neither unknown nor skipped); null when there was none.
    const drift::Finding* seen = nullptr;
    bool same_declaration = false;        ///< the standard asked the same of it then
    bool same_tokens = true;              ///< secrets were told by the same key then
    bool host_known = false;              ///< the host had a whole audit before
    std::optional<drift::Past> open = {}; ///< the drift that is open, if one is
};

/// The cause for each drifting property (unknown for the others, in the order of the finding's properties),
/// and the cause of the whole. Decided by what was declared and what was seen alone: nothing was ever
/// enforced. Pure.
struct Causes {
    drift::Cause whole = drift::Cause::unknown;
    std::vector<drift::Cause> of_properties;
};
[[nodiscard]] Causes causes_of(const drift::Finding& now, const Before& before);

} // namespace plumbline::history

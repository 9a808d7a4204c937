#pragma once

#include "drift/finding.hpp"

#include <string>
#include <string_view>

namespace plumbline::impact {

/// A resource as it was declared at the last audit, and what was then seen of it.
struct Then {
    const resource::Desired& desired;
    const resource::Observed& observed;
    bool has_remarks = false; ///< something was worth knowing beside the values
};

/// Why nothing that was seen of the resource tells what an audit under the proposed declaration would see of
/// it; empty where something may. What this room was not told of a type tells nothing.
[[nodiscard]] std::string why_looked_at_otherwise(const Then& then, const resource::Desired& proposed);

/// Whether an audit under the proposed declaration, of a host that has not changed, would read the same value
/// of the property; beside why_looked_at_otherwise(), which must be empty.
[[nodiscard]] bool reads_alike(const Then& then, const resource::Desired& proposed,
                               std::string_view property);

/// Whether all properties of something of that type that is not there are read as missing.
[[nodiscard]] bool is_missing_as_a_whole(const Then& then);

/// Whether two rules say the same.
[[nodiscard]] bool same(const resource::Matcher& left, const resource::Matcher& right);

} // namespace plumbline::impact

#pragma once

#include "risk/risk.hpp"

#include <map>
#include <string_view>
#include <vector>

namespace plumbline::risk {

/// When a drift's remedy is a risk. Patterns are RE2's; an empty one holds of everything.
struct Rule {
    Kind kind;
    std::string_view properties; ///< some property that drifts is wholly like this
    std::string_view
        pattern; ///< found in the title, in what would be done, or in the place where a value stands
    std::string_view reason;
};
using Rules = std::vector<Rule>;

/// By the name of the type. Every type stands here: one without a rule was considered and has none of its
/// own, for what it touches is said by rules_of_places(), or nothing is ever done about it.
[[nodiscard]] const std::map<std::string_view, Rules>& rules_of_types();
/// Of files, whatever type it is that writes them.
[[nodiscard]] const Rules& rules_of_places();
/// Of services, by their bare names: of one that is a resource, and of those that are notified.
[[nodiscard]] const Rules& rules_of_services();

} // namespace plumbline::risk

#pragma once

#include "approval/agreements.hpp"
#include "approval/agreements/changes.hpp"
#include "approval/agreements/waivers.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plumbline::approval {

/// A drift of one resource on one host, under a standard, now.
struct DriftSeen {
    const inventory::Host& host;
    const drift::Finding& finding;
    const Moment& moment;
    std::vector<std::size_t> drifting; ///< which of the finding's properties

    DriftSeen(const inventory::Host& on, const drift::Finding& what, const Moment& when);
    [[nodiscard]] drift::Cause cause_of(std::size_t property) const;
    /// "mode, owner".
    [[nodiscard]] std::string names(const std::set<std::size_t>& properties) const;
};

/// What one agreement has to do with a drift. It is a near miss when just one of its rules fails; of what is
/// farther off nothing is said.
struct Verdict {
    enum class Rule { none, hosts, counts, begin, end, properties, cause, value };
    std::set<std::size_t> covers = {}; ///< which of the finding's properties
    Rule failed = Rule::none;
    std::string words = {}; ///< "is void: mode is 0640, accepted was 0600"
};
[[nodiscard]] Verdict judge(const Waiver& waiver, const DriftSeen& drift);
[[nodiscard]] Verdict judge(const Change& change, const DriftSeen& drift);

/// Whether the change says anything of the drift's resource on its host, or of the standard that it is held
/// against.
[[nodiscard]] bool concerns(const Change& change, const DriftSeen& drift);

} // namespace plumbline::approval

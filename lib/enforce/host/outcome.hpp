#pragma once

#include "enforce/enforce.hpp"
#include "resource/observed.hpp"
#include "standard/standard.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace plumbline::enforce {

/// What became of one resource, or of one that was refreshed.
struct ResourceOutcome {
    standard::Identity id;
    Outcome outcome = Outcome::skipped;
    std::string words = {};              ///< why, unless it was applied
    std::vector<std::size_t> steps = {}; ///< that were begun, by their numbers in the host's journal
    /// All that was compared once it was put right, secrets as tokens: who goes back holds it against what is
    /// there then.
    std::vector<resource::Compared> reached = {};
};

/// Whether some of these resources ("package:nginx") was put right.
[[nodiscard]] bool some_applied(const std::vector<ResourceOutcome>& outcomes, const base::List& resources);

/// Whether something that notifies the resource was put right, such as a file that a service runs with and
/// that is newer now. `outcomes` stand beside the plan's resources.
[[nodiscard]] bool was_notified(const plan::HostPlan& plan, const std::vector<ResourceOutcome>& outcomes,
                                const standard::Identity& id);

/// Whether a resource was started or restarted in its own turn, after all that notify it, so that its refresh
/// would do so again.
[[nodiscard]] bool is_fresh(const plan::HostPlan& plan, const std::vector<ResourceOutcome>& outcomes,
                            const plan::Refresh& refresh);

struct HostOutcome {
    std::string name;
    std::string address = {};
    std::string error = {}; ///< why it ended before its end: "connect: connection refused"
    std::vector<ResourceOutcome> resources = {};
    std::vector<ResourceOutcome> refreshes = {};

    [[nodiscard]] std::size_t count(Outcome outcome) const;
    /// Whether all that was to be done was done, or was right before.
    [[nodiscard]] bool succeeded() const;
};

} // namespace plumbline::enforce

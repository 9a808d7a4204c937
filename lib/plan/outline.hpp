#pragma once

#include "plan/plan.hpp"

#include <cstddef>
#include <vector>

namespace plumbline::plan {

/// What is done about a resource, once for all hosts on which it is just the same.
struct Change {
    std::size_t number = 0; ///< from 1, in the order in which changes are to be read
    const PlannedResource* resource = nullptr;
    base::List hosts = {};
};
/// A refresh, likewise.
struct SharedRefresh {
    std::size_t number = 0;
    const Refresh* refresh = nullptr;
    base::List hosts = {};
};
/// The work of one host by those numbers, in the order in which it is done.
struct Route {
    std::vector<std::size_t> changes = {};
    std::vector<std::size_t> refreshes = {};
    auto operator<=>(const Route&) const = default;
};

/// A plan as it is read: identical work once. It refers to the plan.
struct Outline {
    std::vector<Change> changes = {}; ///< the riskiest first, then the worst; what nothing is done about last
    std::vector<SharedRefresh> refreshes = {};
    std::vector<Route> routes = {}; ///< beside the plan's hosts
};
[[nodiscard]] Outline outline_of(const Plan& plan);
Outline outline_of(Plan&&) = delete; // the work would be gone

/// What a plan comes to.
struct Totals {
    std::size_t hosts = 0;    ///< on which something is done
    std::size_t changes = 0;  ///< resources that are put right, each on each host
    std::size_t declined = 0; ///< resources of which something, or all, is declined, likewise
    std::size_t left = 0;     ///< resources that no step is made for, likewise
    std::size_t failed = 0;   ///< hosts that nothing is planned for, since they could not be seen
};
[[nodiscard]] Totals totals_of(const Plan& plan);

} // namespace plumbline::plan

#pragma once

#include "report/report.hpp"

#include <string>
#include <vector>

namespace plumbline::report {

/// A finding on the host that it was found on.
struct Occurrence {
    const HostResult* host = nullptr;
    const drift::Finding* finding = nullptr;
};

/// What is told once: the same finding on one or more hosts. How it came about may differ from host to host.
struct Entry {
    std::string id;   ///< of the page's element: the same in each report that tells the same finding
    std::string body; ///< HTML of what is so on all of the hosts
    std::vector<Occurrence> on;

    [[nodiscard]] const drift::Finding& finding() const { return *on.front().finding; }
};

/// What is neither in sync nor skipped, the worst first, otherwise in the order in which it is met.
[[nodiscard]] std::vector<Entry> entries_of(const Report& report);

/// The id of the page's element for a drift by its name in the history; empty where it has none that could be
/// one.
[[nodiscard]] std::string id_of_drift(const drift::Finding& finding);

} // namespace plumbline::report

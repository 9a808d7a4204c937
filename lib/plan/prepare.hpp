#pragma once

#include "catalog/catalog.hpp"
#include "drift/secrecy.hpp"
#include "plan/plan.hpp"
#include "probe/question.hpp"

#include <vector>

namespace plumbline::plan {

/// The steps of one resource, or of one that is refreshed, as they are applied.
struct Work {
    standard::Identity id;
    std::vector<resource::Step> steps;
};

/// A host's plan, and the same to be applied: `work` and `refreshes` stand beside the plan's `resources` and
/// `refreshes`.
struct Prepared {
    HostPlan plan;
    std::vector<Work> work = {};
    std::vector<Work> refreshes = {};
};

/// What of a host was looked at.
struct Looked {
    const catalog::Catalog& catalog;
    const report::HostResult& host; ///< its findings, with what was agreed on
    const probe::Answers& answers;  ///< to the catalog's questions, and to ground_of()
    const drift::Secrecy& secrecy;
};

/// What else must be asked of the host: mostly nothing.
[[nodiscard]] probe::Queries ground_of(const Looked& looked);

/// Every drift that nobody accepted gets its steps, or the reason why it gets none; in the order in which
/// they are applied (order.hpp). The same sight under the same standard makes the same steps.
[[nodiscard]] Prepared prepare(const Looked& looked);

} // namespace plumbline::plan

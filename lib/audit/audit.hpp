#pragma once

#include "audit/look.hpp"
#include "catalog/catalog.hpp"
#include "inventory/inventory.hpp"
#include "report/report.hpp"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace plumbline::audit {

/// One host to audit: what the inventory knows of it and how it is reached stand at the same index of two
/// lists.
struct AuditPlan {
    std::vector<const inventory::Host*> hosts;
    LookPlan look;
    std::set<std::string> tags;  ///< only resources with one of them; empty: all
    drift::Secrecy secrecy = {}; ///< what secrets are told by
    bool commands = false;       ///< whether resources that run commands of the standard are allowed
};

/// What becomes of a run while it runs.
struct AuditCalls {
    /// A host has been judged by these answers, which nobody keeps; null: nobody wants to know.
    std::function<void(const report::HostResult&, const catalog::Catalog&, const probe::Answers&)> heard = {};
    /// A host has been judged, or has failed. Says what more to ask of it before it is done; null: never
    /// anything. Nothing more is asked of one that failed.
    std::function<probe::Queries(report::HostResult&)> judged = {};
    /// What became of that. Its failure is not the host's.
    std::function<void(report::HostResult&, const Told&)> answered = {};
    /// A host is done, once for each: progress; the caller may keep less of it than there is.
    std::function<void(report::HostResult&)> finished;
    std::function<bool()> interrupted;
};

/// Audits every host once. The catalogs must compile (check_catalogs): what is wrong with one here is that
/// host's failure. Hosts come back in the order of the plan.
[[nodiscard]] std::vector<report::HostResult> audit(const AuditPlan& plan, catalog::Compiler& compiler,
                                                    transport::Resolver& resolver, const AuditCalls& calls);

/// Compiles every host's catalog without touching a host, so that a bad standard is said before any
/// connection is made. So is a tag that no resource has: it is most often a typing mistake, and nothing would
/// be looked at. And so is a resource that runs commands where that is not allowed.
void check_catalogs(const AuditPlan& plan, catalog::Compiler& compiler, base::Diagnostics& diagnostics);

} // namespace plumbline::audit

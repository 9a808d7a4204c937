#pragma once

#include "records/recording.hpp"
#include "workspace.hpp"

#include "audit/audit.hpp"
#include "audit/process.hpp"
#include "base/file.hpp"
#include "blame/blame.hpp"
#include "catalog/catalog.hpp"

#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace plumbline::cli {

/// Two runs over one site at the same time would double the load on every host; the second gives way. Freed
/// at the end; of no site it locks nothing.
[[nodiscard]] base::Descriptor lock_site(const Workspace& workspace);

/// All that is loaded before the first connection.
struct Prepared {
    Workspace workspace;
    inventory::Inventory inventory;
    standard::Standard standard;
    std::unique_ptr<catalog::Compiler> compiler;
    std::vector<const inventory::Host*> hosts;
    std::vector<transport::Destination> destinations;
    std::set<std::string> tags;
    std::unique_ptr<Recording> recording;
    blame::People people; ///< whose accounts and keys are whose
    audit::Process process;

    [[nodiscard]] audit::AuditPlan plan() const;
    /// Whether these are the hosts that the site is about, all of them.
    [[nodiscard]] bool has_all_hosts(const Options& options) const;
    /// What the site allows to be read when a drift is to be explained.
    [[nodiscard]] blame::Policy blame_policy() const;
    /// As whom a host is logged in to; empty where nobody logs in.
    [[nodiscard]] std::string account_on(const std::string& host, transport::Resolver& resolver) const;
};

/// What a run is about: the site's options, and the tags that are chosen.
struct Wanted {
    const Options& shared;
    std::vector<std::string> tags = {};
    base::Instant now;
};
/// Everything that is wrong with the input is said at once, before any connection is made. `also`: what else
/// the command reads of the site.
using Also = std::function<void(const Workspace&, base::Diagnostics&)>;
[[nodiscard]] std::unique_ptr<Prepared> prepare(const Wanted& wanted, const Also& also = {});

/// What a report says of the run before its first host.
[[nodiscard]] report::RunRecord begin_run(const Prepared& prepared, const Options& options,
                                          base::Instant now);

} // namespace plumbline::cli

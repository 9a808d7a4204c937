#pragma once

#include "auditing/prepared.hpp"

#include "audit/look.hpp"
#include "report/report.hpp"

#include <functional>

namespace plumbline::cli {

/// Takes what becomes of each host, beside the recording of it.
struct Looking {
    /// As AuditCalls::heard.
    std::function<void(const report::HostResult&, const catalog::Catalog&, const probe::Answers&)> heard = {};
    /// What else to ask of a host that has been heard; null: nothing.
    std::function<probe::Queries(const report::HostResult&)> more = {};
    /// What became of that.
    std::function<void(const report::HostResult&, const audit::Told&)> told = {};
    /// It is done, with what was agreed on about it, and recorded.
    std::function<void(report::HostResult&)> finished;
};
/// Looks at every host, once.
[[nodiscard]] report::Report look_at_hosts(Prepared& prepared, const Options& options, base::Instant now,
                                           const Looking& looking);

} // namespace plumbline::cli

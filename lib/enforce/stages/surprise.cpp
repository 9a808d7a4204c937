#include "enforce/stages/surprise.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::enforce {
namespace {

bool was_known(const plan::HostPlan& planned, const standard::Identity& id) {
    return std::ranges::find(planned.resources, id, &plan::PlannedResource::id) != planned.resources.end() ||
           std::ranges::find(planned.left, id, &plan::Left::id) != planned.left.end();
}

std::string what_drifts(const drift::Finding& finding) {
    for (const auto& one : finding.properties)
        if (one.status == resource::Compared::Status::drift)
            return fmt::format("{} is {}, expected {}", one.property, base::to_text(one.actual),
                               one.expected);
    return finding.reason;
}

} // namespace

std::string surprise(const plan::Plan& plan, const report::HostResult& host) {
    if (host.error)
        return fmt::format("{} could not be audited: {}: {}", host.name, transport::name(host.error->stage),
                           host.error->message);
    const auto planned = std::ranges::find(plan.hosts, host.name, &plan::HostPlan::name);
    for (const auto& finding : host.findings)
        if (finding.deviates() && planned != plan.hosts.end() && !was_known(*planned, finding.desired->id))
            return fmt::format("{}: {} drifts, and did not when it was planned: {}", host.name,
                               finding.desired->id.text(), what_drifts(finding));
    return {};
}

} // namespace plumbline::enforce

#include "enforce/stages/surprise.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::enforce {
namespace {

const plan::HostPlan* host_of(const plan::Plan& plan, const std::string& name) {
    const auto found = std::ranges::find(plan.hosts, name, &plan::HostPlan::name);
    return found == plan.hosts.end() ? nullptr : &*found;
}

bool was_known(const plan::HostPlan& planned, const standard::Identity& id) {
    return std::ranges::find(planned.resources, id, &plan::PlannedResource::id) != planned.resources.end() ||
           std::ranges::find(planned.left, id, &plan::Left::id) != planned.left.end();
}

/// Whether all of it was to be right by now.
bool was_put_right(const plan::HostPlan& chosen, const standard::Identity& id) {
    const auto found = std::ranges::find(chosen.resources, id, &plan::PlannedResource::id);
    return found != chosen.resources.end() && !found->steps.empty() && found->declined.empty();
}

std::string what_drifts(const drift::Finding& finding) {
    for (const auto& one : finding.properties)
        if (one.status == resource::Compared::Status::drift)
            return fmt::format("{} is {}, expected {}", one.property, base::to_text(one.actual),
                               one.expected);
    return finding.reason;
}

} // namespace

std::string surprise(const plan::Plan& plan, const plan::Plan& chosen, const report::HostResult& host) {
    if (host.error)
        return fmt::format("{} could not be audited: {}: {}", host.name, transport::name(host.error->stage),
                           host.error->message);
    const auto* planned = host_of(plan, host.name);
    const auto* applied = host_of(chosen, host.name);
    for (const auto& finding : host.findings) {
        const auto& id = finding.desired->id;
        if (!finding.deviates())
            continue;
        if (planned != nullptr && !was_known(*planned, id))
            return fmt::format("{}: {} drifts, and did not when it was planned: {}", host.name, id.text(),
                               what_drifts(finding));
        if (applied != nullptr && was_put_right(*applied, id))
            return fmt::format("{}: {} was put right, and drifts again: {}", host.name, id.text(),
                               what_drifts(finding));
    }
    return {};
}

} // namespace plumbline::enforce

#include "enforcing/checking.hpp"

#include "terminal/signals.hpp"

#include "audit/audit.hpp"
#include "base/child.hpp"
#include "base/escape.hpp"
#include "enforce/stages/surprise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace plumbline::cli {
namespace {

constexpr auto longest_check = std::chrono::minutes(30);

std::string why_program_objects(const plan::Plan& stage, const std::string& program) {
    std::vector<std::string> words{program};
    for (const auto& host : stage.hosts)
        words.push_back(host.name);
    const auto ended = base::run_child(words, "", {.deadline = base::Deadline::after(longest_check)});
    if (ended.end == base::ChildResult::End::exited && ended.code == 0)
        return {};
    const auto said = base::printable(ended.errors.substr(0, ended.errors.find('\n')));
    return fmt::format("{} exited with status {}{}{}", program, ended.code, said.empty() ? "" : ": ", said);
}

/// The hosts of the stage, as they are reached.
struct Part {
    std::vector<const inventory::Host*> hosts;
    std::vector<transport::Destination> destinations;
};

Part part_of(const Prepared& prepared, const plan::Plan& stage) {
    Part part;
    for (std::size_t place = 0; place < prepared.hosts.size(); ++place)
        if (std::ranges::find(stage.hosts, prepared.hosts[place]->name, &plan::HostPlan::name) !=
            stage.hosts.end()) {
            part.hosts.push_back(prepared.hosts[place]);
            part.destinations.push_back(prepared.destinations[place]);
        }
    return part;
}

std::string why_audit_objects(const plan::Plan& stage, const plan::Plan& plan, Prepared& prepared) {
    const auto part = part_of(prepared, stage);
    transport::Resolver resolver;
    const audit::AuditPlan narrowed{part.hosts,
                                    {part.destinations, prepared.workspace.limits, prepared.workspace.pool},
                                    {},
                                    prepared.recording->secrecy(),
                                    prepared.workspace.commands};
    const auto hosts = audit::audit(
        narrowed, *prepared.compiler, resolver,
        {.finished = [](report::HostResult&) {}, .interrupted = [] { return signal_received() != 0; }});
    for (const auto& host : hosts)
        if (auto why = enforce::surprise(plan, stage, host); !why.empty())
            return why;
    return {};
}

} // namespace

bool wait_unless_stopped(std::chrono::seconds time) {
    constexpr auto glance = std::chrono::milliseconds(200);
    const auto end = std::chrono::steady_clock::now() + time;
    while (signal_received() == 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(glance);
    return signal_received() == 0;
}

std::string why_not_on(const plan::Plan& stage, const plan::Plan& plan, const std::string& check,
                       Prepared& prepared) {
    if (signal_received() != 0)
        return "it was stopped by hand";
    return check == "audit" ? why_audit_objects(stage, plan, prepared) : why_program_objects(stage, check);
}

} // namespace plumbline::cli

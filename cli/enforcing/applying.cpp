#include "enforcing/applying.hpp"

#include "records/caller.hpp"
#include "terminal/signals.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

namespace plumbline::cli {
namespace {

using enforce::HostOutcome;

std::size_t place_of(const Prepared& prepared, const std::string& host) {
    const auto found =
        std::ranges::find_if(prepared.hosts, [&](const auto* one) { return one->name == host; });
    if (found == prepared.hosts.end())
        base::fail("{}: is not in the inventory: expected each host that the run is about", host);
    return static_cast<std::size_t>(found - prepared.hosts.begin());
}

const std::vector<plan::Refresh>& refreshes_of(const plan::Plan& plan, const std::string& host) {
    static const std::vector<plan::Refresh> none;
    const auto found = std::ranges::find(plan.hosts, host, &plan::HostPlan::name);
    return found == plan.hosts.end() ? none : found->refreshes;
}

bool stopping() {
    return signal_received() != 0;
}

} // namespace

std::filesystem::path journals_of(const Workspace& workspace) {
    return (workspace.site ? workspace.site->folder : std::filesystem::current_path()) / "enforced";
}

std::string operator_name() {
    if (const auto caller = caller_of_environment())
        return caller->name;
    return fmt::format("uid {}", ::getuid());
}

std::size_t next_step_of(const std::vector<enforce::Done>& done) {
    std::size_t next = 1;
    for (const auto& one : done)
        for (const auto step : one.resource.steps)
            next = std::max(next, step + 1);
    return next;
}

std::map<std::string, Unfinished> unfinished_of(const enforce::Undertaken& undertaken) {
    std::map<std::string, Unfinished> unfinished;
    for (const auto& [host, done] : undertaken.hosts) {
        auto& left = unfinished[host];
        left.next_step = next_step_of(done);
        for (const auto& one : done)
            if (!one.ended)
                left.begun.insert(one.resource.id);
    }
    return unfinished;
}

Changing::Changing(Prepared& prepared, enforce::Journal& journal, std::string run)
    : prepared_(prepared), journal_(journal), run_(std::move(run)) {
    resolver_.prefetch(prepared.destinations);
    watch_signals();
}

enforce::Reach Changing::reach(const std::vector<std::string>& hosts) {
    std::vector<transport::Destination> destinations;
    for (const auto& host : hosts)
        destinations.push_back(prepared_.destinations[place_of(prepared_, host)]);
    return {std::move(destinations), prepared_.workspace.limits, prepared_.workspace.pool, resolver_};
}

const catalog::Catalog& Changing::catalog_of(const std::string& host) {
    const auto found = catalogs_.find(host);
    if (found != catalogs_.end())
        return found->second;
    base::Diagnostics diagnostics;
    auto catalog = prepared_.compiler->compile(*prepared_.hosts[place_of(prepared_, host)], {}, diagnostics);
    settle(diagnostics);
    return catalogs_.emplace(host, std::move(*catalog)).first->second;
}

std::vector<HostOutcome> Changing::put_right(const plan::Plan& plan,
                                             const std::map<std::string, Unfinished>& unfinished) {
    std::vector<enforce::HostTask> tasks;
    std::vector<std::string> hosts;
    for (const auto& planned : plan.hosts) {
        const auto left = unfinished.find(planned.name);
        const auto& was = left == unfinished.end() ? Unfinished{} : left->second;
        tasks.push_back({.plan = planned,
                         .catalog = catalog_of(planned.name),
                         .secrecy = prepared_.recording->secrecy(),
                         .run = run_,
                         .suspicion = {plan.made,
                                       {prepared_.people, prepared_.blame_policy(),
                                        prepared_.account_on(planned.name, resolver_)}},
                         .begun = was.begun,
                         .next_step = was.next_step});
        hosts.push_back(planned.name);
    }
    const enforce::Witness witness{
        .begins = [&](const auto& host, const auto& resource) { journal_.begins(host, resource); },
        .ended = [&](const auto& host, const auto& resource) { journal_.ended(host, resource); },
        .stopping = stopping,
    };
    auto outcomes = enforce::put_right(tasks, reach(hosts), witness);
    for (const auto& outcome : outcomes)
        journal_.host_ended(outcome);
    return outcomes;
}

std::vector<HostOutcome> Changing::take_back(const enforce::Undertaken& undertaken) {
    std::vector<enforce::RollbackTask> tasks;
    std::vector<std::string> hosts;
    for (const auto& [host, done] : undertaken.hosts) {
        tasks.push_back({.host = host,
                         .run = run_,
                         .done = done,
                         .refreshes = refreshes_of(undertaken.undertaking.plan, host),
                         .catalog = catalog_of(host),
                         .secrecy = prepared_.recording->secrecy(),
                         .next_step = next_step_of(done)});
        hosts.push_back(host);
    }
    const enforce::Witness witness{
        .begins = {},
        .ended = [&](const auto& host, const auto& resource) { journal_.taken_back(host, resource); },
        .stopping = stopping,
    };
    return enforce::take_back(tasks, reach(hosts), witness);
}

} // namespace plumbline::cli

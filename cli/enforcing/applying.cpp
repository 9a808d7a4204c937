#include "enforcing/applying.hpp"

#include "records/caller.hpp"
#include "terminal/signals.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

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

void say_wait(const std::string& host, std::chrono::seconds time) {
    std::cerr << base::printable(
                     fmt::format("plumbline: {}: a second connection fails: waiting {} s until the "
                                 "host has gone back by itself",
                                 host, time.count()))
              << '\n';
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

enforce::Undertaken to_take_back(enforce::Undertaken undertaken, const RollbackChoice& choice) {
    for (const auto& planned : undertaken.undertaking.plan.hosts)
        undertaken.hosts.try_emplace(planned.name);
    for (auto& [host, done] : undertaken.hosts)
        std::erase_if(done, [&](const enforce::Done& one) {
            return one.is_refresh || one.resource.steps.empty() ||
                   (choice.resource && one.resource.id.text() != *choice.resource);
        });
    std::erase_if(undertaken.hosts, [&](const auto& entry) {
        const auto& [host, done] = entry;
        const bool may_be_locked = !choice.resource && !undertaken.ended.contains(host);
        const bool is_wanted =
            choice.hosts.empty() || std::ranges::find(choice.hosts, host) != choice.hosts.end();
        return !is_wanted || (done.empty() && !may_be_locked);
    });
    return undertaken;
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

enforce::Witness Changing::witness() {
    return {
        .begins = [&](const auto& host, const auto& resource) { journal_.begins(host, resource); },
        .ended = [&](const auto& host, const auto& resource) { journal_.ended(host, resource); },
        .refreshing = [&](const auto& host, const auto& resource) { journal_.refreshing(host, resource); },
        .refreshed = [&](const auto& host, const auto& resource) { journal_.refreshed(host, resource); },
        .taken_back = [&](const auto& host, const auto& resource) { journal_.taken_back(host, resource); },
        .stopping = stopping,
        .waits = say_wait};
}

std::vector<HostOutcome> Changing::put_right(const plan::Plan& plan,
                                             const std::map<std::string, enforce::Earlier>& earlier,
                                             std::chrono::seconds confirm_within) {
    std::vector<enforce::HostTask> tasks;
    std::vector<std::string> hosts;
    for (const auto& planned : plan.hosts) {
        const auto found = earlier.find(planned.name);
        tasks.push_back({.plan = planned,
                         .catalog = catalog_of(planned.name),
                         .secrecy = prepared_.recording->secrecy(),
                         .run = run_,
                         .suspicion = {plan.made,
                                       {prepared_.people, prepared_.blame_policy(),
                                        prepared_.account_on(planned.name, resolver_)}},
                         .earlier = found == earlier.end() ? enforce::Earlier{} : found->second,
                         .confirm_within = confirm_within});
        hosts.push_back(planned.name);
    }
    auto outcomes = enforce::put_right(tasks, reach(hosts), witness());
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
                         .secrecy = prepared_.recording->secrecy()});
        hosts.push_back(host);
    }
    return enforce::take_back(tasks, reach(hosts), witness());
}

} // namespace plumbline::cli

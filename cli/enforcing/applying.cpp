#include "enforcing/applying.hpp"

#include "terminal/signals.hpp"

#include "base/escape.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

namespace plumbline::cli {
namespace {

using enforce::HostOutcome;
using enforce::Outcome;
using enforce::ResourceOutcome;

/// Only the hosts of the plan, in its order.
void narrow(Prepared& prepared, const plan::Plan& chosen) {
    std::vector<const inventory::Host*> hosts;
    std::vector<transport::Destination> destinations;
    for (const auto& planned : chosen.hosts)
        for (std::size_t place = 0; place < prepared.hosts.size(); ++place)
            if (prepared.hosts[place]->name == planned.name) {
                hosts.push_back(prepared.hosts[place]);
                destinations.push_back(prepared.destinations[place]);
            }
    prepared.hosts = std::move(hosts);
    prepared.destinations = std::move(destinations);
}

std::set<standard::Identity> ids_of(const plan::HostPlan& planned) {
    std::set<standard::Identity> ids;
    for (const auto& resource : planned.resources)
        ids.insert(resource.id);
    return ids;
}

void print_resource(const ResourceOutcome& resource) {
    const auto words = resource.words.empty() ? "" : ": " + resource.words;
    std::cout << base::printable(
                     fmt::format("  {:<8} {}{}", name(resource.outcome), resource.id.text(), words))
              << '\n';
}

std::string counts_of(const std::vector<HostOutcome>& outcomes) {
    std::vector<std::string> counts;
    for (const auto outcome :
         {Outcome::applied, Outcome::already, Outcome::refused, Outcome::failed, Outcome::skipped}) {
        std::size_t count = 0;
        for (const auto& host : outcomes)
            count += host.count(outcome);
        if (count > 0)
            counts.push_back(fmt::format("{} {}", count, name(outcome)));
    }
    return fmt::format("{}", fmt::join(counts, ", "));
}

} // namespace

std::filesystem::path journals_of(const Workspace& workspace) {
    return (workspace.site ? workspace.site->folder : std::filesystem::current_path()) / "enforced";
}

std::string operator_name() {
    constexpr std::array<const char*, 2> variables{"SUDO_USER", "LOGNAME"};
    for (const auto* variable : variables)
        if (const char* value = std::getenv(variable); value != nullptr && *value != '\0')
            return value;
    return fmt::format("uid {}", ::getuid());
}

Application::Application(Prepared& prepared, const plan::Plan& chosen, std::string run)
    : prepared_(prepared), chosen_(chosen), run_(std::move(run)) {
    narrow(prepared, chosen);
    base::Diagnostics diagnostics;
    for (const auto* host : prepared.hosts)
        if (auto catalog = prepared.compiler->compile(*host, {}, diagnostics))
            catalogs_.push_back(std::move(*catalog));
    settle(diagnostics);
}

std::vector<HostOutcome> Application::put_right(enforce::Journal& journal) const {
    std::vector<enforce::HostTask> tasks;
    for (std::size_t host = 0; host < chosen_.hosts.size(); ++host)
        tasks.push_back({.plan = chosen_.hosts[host],
                         .catalog = catalogs_[host],
                         .secrecy = prepared_.recording->secrecy(),
                         .run = run_,
                         .chosen = ids_of(chosen_.hosts[host])});
    const enforce::Witness witness{
        .begins = [&](const auto& host, const auto& resource) { journal.begins(host, resource); },
        .ended = [&](const auto& host, const auto& resource) { journal.ended(host, resource); },
        .stopping = [] { return signal_received() != 0; },
    };
    transport::Resolver resolver;
    resolver.prefetch(prepared_.destinations);
    watch_signals();
    auto outcomes = enforce::put_right(
        tasks, {prepared_.destinations, prepared_.workspace.limits, prepared_.workspace.pool, resolver},
        witness);
    for (const auto& outcome : outcomes)
        journal.host_ended(outcome);
    return outcomes;
}

void print_outcomes(const std::vector<HostOutcome>& outcomes, const std::string& run) {
    for (const auto& host : outcomes) {
        std::cout << base::printable(host.name) << '\n';
        for (const auto& resource : host.resources)
            print_resource(resource);
        for (const auto& refresh : host.refreshes)
            print_resource(refresh);
        if (!host.error.empty())
            std::cout << "  FAILED   " << base::printable(host.error) << '\n';
    }
    std::cout << fmt::format("\n{}: {}; run {}\n", report::counted(outcomes.size(), "host"),
                             counts_of(outcomes), run)
              << fmt::format("to go back: plumbline rollback {}\n", run);
}

int status_of(const std::vector<HostOutcome>& outcomes) {
    int status = Exit::in_sync;
    for (const auto& host : outcomes) {
        if (!host.error.empty())
            status |= Exit::unchecked;
        if (host.count(Outcome::applied) + host.count(Outcome::already) != host.resources.size())
            status |= Exit::drifted;
    }
    return status;
}

} // namespace plumbline::cli

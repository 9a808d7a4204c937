#include "enforce/fleet/fleet.hpp"

#include "enforce/fleet/turn.hpp"
#include "enforce/fleet/visits.hpp"

#include <algorithm>
#include <memory>
#include <thread>

namespace plumbline::enforce {
namespace {

using Turns = std::vector<std::unique_ptr<Turn>>;

/// A server that is restarted may not answer at once.
constexpr auto moment_of_restart = std::chrono::seconds(2);
/// For what the host's own timer then does.
constexpr auto time_to_go_back = std::chrono::seconds(4);

void wait_until(std::chrono::steady_clock::time_point time, const Witness& witness) {
    constexpr auto glance = std::chrono::milliseconds(200);
    while (!witness.stopping() && std::chrono::steady_clock::now() < time)
        std::this_thread::sleep_for(glance);
}

std::vector<std::size_t> lost(const Turns& turns) {
    std::vector<std::size_t> hosts;
    for (std::size_t host = 0; host < turns.size(); ++host)
        if (turns[host]->is_lost())
            hosts.push_back(host);
    return hosts;
}

/// Those of them that go back by themselves, once they did.
std::vector<std::size_t> await_way_back(const Turns& turns, std::vector<std::size_t> hosts,
                                        const std::vector<HostTask>& tasks, const Witness& witness) {
    std::erase_if(hosts, [&](const auto host) { return !turns[host]->goes_back(); });
    auto latest = std::chrono::steady_clock::now();
    for (const auto host : hosts) {
        const auto back_at = turns[host]->back_at() + time_to_go_back;
        const auto left = back_at - std::chrono::steady_clock::now();
        witness.waits(tasks[host].plan.name, std::chrono::ceil<std::chrono::seconds>(left));
        latest = std::max(latest, back_at);
    }
    wait_until(latest, witness);
    return hosts;
}

} // namespace

std::vector<HostOutcome> put_right(const std::vector<HostTask>& tasks, const Reach& reach,
                                   const Witness& witness) {
    const Visits visits(reach);
    Turns turns;
    for (const auto& task : tasks)
        turns.push_back(std::make_unique<Turn>(task, witness));
    const Visits::Calls calls{
        .begin = [&](std::size_t host) { return turns[host]->begin(); },
        .go_on = [&](std::size_t host, const auto& outcome) { return turns[host]->go_on(outcome); },
        .comes_again = [&](std::size_t host) { return turns[host]->comes_again(); }};
    visits.run(visits.all(), calls);
    if (!lost(turns).empty())
        wait_until(std::chrono::steady_clock::now() + moment_of_restart, witness);
    visits.run(lost(turns), calls);
    visits.run(await_way_back(turns, lost(turns), tasks, witness), calls);

    std::vector<HostOutcome> outcomes;
    for (const auto& turn : turns)
        outcomes.push_back(turn->conclude());
    return outcomes;
}

std::vector<HostOutcome> take_back(const std::vector<RollbackTask>& tasks, const Reach& reach,
                                   const Witness& witness) {
    const Visits visits(reach);
    std::vector<std::unique_ptr<HostRollback>> runs;
    for (const auto& task : tasks)
        runs.push_back(std::make_unique<HostRollback>(task, witness));
    visits.run(visits.all(),
               {.begin = [&](std::size_t host) { return runs[host]->begin(); },
                .go_on = [&](std::size_t host, const auto& outcome) { return runs[host]->go_on(outcome); },
                .comes_again = [](std::size_t) { return false; }});
    std::vector<HostOutcome> outcomes;
    for (const auto& run : runs)
        outcomes.push_back(run->outcome());
    return outcomes;
}

} // namespace plumbline::enforce

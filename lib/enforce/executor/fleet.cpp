#include "enforce/executor/fleet.hpp"

#include "audit/routes.hpp"
#include "facts/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>

namespace plumbline::enforce {
namespace {

/// A package may take its time; each step has a limit of its own, which the host keeps.
constexpr base::Milliseconds longest_answer = std::chrono::minutes(30);
constexpr base::Milliseconds longest_visit = std::chrono::hours(4);

bool was_changed(const HostOutcome& outcome) {
    return std::ranges::any_of(outcome.resources, [](const auto& one) { return !one.steps.empty(); });
}

/// Conversations with some of the hosts, each over a session of its own.
class Visits {
public:
    explicit Visits(const Reach& reach)
        : reach_(reach), routes_(audit::routes_to(reach.destinations, reach.resolver)) {}

    /// `begin` and `go_on` of the host at that place in `hosts`.
    void run(const std::vector<std::size_t>& hosts, const std::function<std::string(std::size_t)>& begin,
             const std::function<Input(std::size_t, const transport::Outcome&)>& go_on) const {
        std::vector<transport::Destination> destinations;
        std::vector<audit::Route> routes;
        for (const auto host : hosts) {
            destinations.push_back(reach_.destinations[host]);
            routes.push_back(routes_[host]);
        }
        auto limits = reach_.limits;
        limits.probe = longest_answer;
        limits.host = longest_visit;
        auto pool = reach_.pool;
        pool.host = pool.run = longest_visit;
        audit::Pool(audit::WorkerKnowledge{destinations, reach_.resolver, limits}, pool)
            .run(
                audit::visits_to(destinations, routes), [&](std::size_t at) { return begin(hosts[at]); },
                [&](std::size_t at, const transport::Outcome& outcome, double) {
                    return go_on(hosts[at], outcome);
                },
                [] { return false; });
    }

private:
    const Reach& reach_;
    std::vector<audit::Route> routes_;
};

/// The second connection: the host answers, and is told that it does.
class Return {
public:
    Return(const HostTask& task, bool is_armed) : task_(task), is_armed_(is_armed) {}

    std::string begin() {
        return *conversation_.ask(facts::queries(), [this](const probe::Answers&) { return confirm(); });
    }
    Input go_on(const transport::Outcome& outcome) { return conversation_.go_on(outcome); }

    [[nodiscard]] std::string failure() const {
        if (conversation_.failure().empty())
            return refused_;
        return fmt::format("it was put right, but a second connection fails: {}{}", conversation_.failure(),
                           is_armed_ ? "; it takes back by itself what may be why" : "");
    }

private:
    Input confirm() {
        if (!is_armed_)
            return std::nullopt;
        return conversation_.order([this](const auto& nonce) { return enforce::confirm(task_.run, nonce); },
                                   1,
                                   [this](const Results& results) {
                                       if (results.front().outcome == Outcome::failed)
                                           refused_ = "it went back by itself: " + results.front().words;
                                       return Input();
                                   });
    }

    const HostTask& task_;
    bool is_armed_;
    Conversation conversation_;
    std::string refused_;
};

std::vector<std::size_t> all_of(std::size_t count) {
    std::vector<std::size_t> all(count);
    for (std::size_t place = 0; place < count; ++place)
        all[place] = place;
    return all;
}

} // namespace

std::vector<HostOutcome> put_right(const std::vector<HostTask>& tasks, const Reach& reach,
                                   const Witness& witness) {
    const Visits visits(reach);
    std::vector<std::unique_ptr<HostRun>> runs;
    for (const auto& task : tasks)
        runs.push_back(std::make_unique<HostRun>(task, witness));
    visits.run(
        all_of(tasks.size()), [&](std::size_t host) { return runs[host]->begin(); },
        [&](std::size_t host, const auto& outcome) { return runs[host]->go_on(outcome); });

    std::vector<HostOutcome> outcomes;
    std::vector<std::size_t> changed;
    std::vector<std::unique_ptr<Return>> returns;
    for (std::size_t host = 0; host < tasks.size(); ++host) {
        outcomes.push_back(runs[host]->outcome());
        returns.push_back(std::make_unique<Return>(tasks[host], runs[host]->is_armed()));
        if (was_changed(outcomes[host]))
            changed.push_back(host);
    }
    visits.run(
        changed, [&](std::size_t host) { return returns[host]->begin(); },
        [&](std::size_t host, const auto& outcome) { return returns[host]->go_on(outcome); });
    for (const auto host : changed)
        if (outcomes[host].error.empty())
            outcomes[host].error = returns[host]->failure();
    return outcomes;
}

} // namespace plumbline::enforce

#include "enforce/fleet/fleet.hpp"

#include "enforce/fleet/visits.hpp"
#include "enforce/host/host_rollback.hpp"
#include "enforce/talk/results.hpp"
#include "facts/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace plumbline::enforce {
namespace {

bool was_changed(const HostOutcome& outcome) {
    return std::ranges::any_of(outcome.resources, [](const auto& one) { return !one.steps.empty(); });
}

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
                                       if (const auto why = failure_among(results); !why.empty())
                                           refused_ = "it went back by itself: " + why;
                                       return close();
                                   });
    }
    /// A host that waited to be told has kept its lock.
    Input close() {
        return conversation_.order([this](const auto& nonce) { return close_journal(task_.run, nonce); }, 1,
                                   [](const Results&) { return Input(); });
    }

    const HostTask& task_;
    bool is_armed_;
    Conversation conversation_;
    std::string refused_;
};

} // namespace

std::vector<HostOutcome> put_right(const std::vector<HostTask>& tasks, const Reach& reach,
                                   const Witness& witness) {
    const Visits visits(reach);
    std::vector<std::unique_ptr<HostRun>> runs;
    for (const auto& task : tasks)
        runs.push_back(std::make_unique<HostRun>(task, witness));
    visits.run(
        visits.all(), [&](std::size_t host) { return runs[host]->begin(); },
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

std::vector<HostOutcome> take_back(const std::vector<RollbackTask>& tasks, const Reach& reach,
                                   const Witness& witness) {
    const Visits visits(reach);
    std::vector<std::unique_ptr<HostRollback>> runs;
    for (const auto& task : tasks)
        runs.push_back(std::make_unique<HostRollback>(task, witness));
    visits.run(
        visits.all(), [&](std::size_t host) { return runs[host]->begin(); },
        [&](std::size_t host, const auto& outcome) { return runs[host]->go_on(outcome); });
    std::vector<HostOutcome> outcomes;
    for (const auto& run : runs)
        outcomes.push_back(run->outcome());
    return outcomes;
}

} // namespace plumbline::enforce

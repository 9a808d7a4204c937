#include "audit/look.hpp"

#include "audit/routes.hpp"
#include "transport/resolver.hpp"

#include <map>

namespace plumbline::audit {
namespace {

/// What is out, and whether the host has been seen before, so that this is what else there was to ask.
struct Pending {
    Asked asked = {};
    bool follows = false;
};

template <typename Kind>
Kind taken_from(const transport::Outcome& outcome, Kind transport::Output::*left,
                Kind transport::Failure::*right) {
    const auto* output = std::get_if<transport::Output>(&outcome);
    return output != nullptr ? output->*left : std::get<transport::Failure>(outcome).*right;
}

/// The conversations with all hosts: what was asked, what came of it, what is asked next.
class Conversations {
public:
    Conversations(std::vector<Route> routes, const LookCalls& calls)
        : routes_(std::move(routes)), calls_(calls) {}

    std::string begin(std::size_t host) { return put(host, calls_.questions(host), false); }

    std::optional<std::string> go_on(std::size_t host, const transport::Outcome& outcome, double seconds) {
        const auto mine = pending_.extract(host);
        const auto pending = mine.empty() ? Pending{} : std::move(mine.mapped());
        auto told = pending.asked.understand(outcome);
        if (pending.follows) {
            calls_.followed(host, std::move(told));
            return std::nullopt;
        }
        const bool answered = std::holds_alternative<probe::Answers>(told);
        auto more = calls_.seen(sight(host, outcome, std::move(told), seconds));
        if (!answered || more.empty())
            return std::nullopt;
        return put(host, std::move(more), true);
    }

private:
    std::string put(std::size_t host, probe::Queries questions, bool follows) {
        return (pending_[host] = {{.questions = std::move(questions)}, follows}).asked.request();
    }

    [[nodiscard]] Sight sight(std::size_t host, const transport::Outcome& outcome, Told told,
                              double seconds) const {
        return {host,
                routes_[host].address,
                std::move(told),
                seconds,
                taken_from(outcome, &transport::Output::used, &transport::Failure::used),
                taken_from(outcome, &transport::Output::remark, &transport::Failure::remark)};
    }

    std::vector<Route> routes_;
    const LookCalls& calls_;
    std::map<std::size_t, Pending> pending_;
};

} // namespace

void look(const LookPlan& plan, transport::Resolver& resolver, const LookCalls& calls) {
    auto routes = routes_to(plan.destinations, resolver);
    const auto visits = visits_to(plan.destinations, routes);
    Conversations conversations(std::move(routes), calls);
    Pool pool({plan.destinations, resolver, plan.limits}, plan.pool);
    pool.run(
        visits, [&](std::size_t host) { return conversations.begin(host); },
        [&](std::size_t host, const transport::Outcome& outcome, double seconds) {
            return conversations.go_on(host, outcome, seconds);
        },
        calls.interrupted);
}

} // namespace plumbline::audit

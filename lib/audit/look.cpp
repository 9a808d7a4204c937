#include "audit/look.hpp"

#include "base/digest.hpp"
#include "base/escape.hpp"
#include "probe/transcript.hpp"
#include "transport/resolver.hpp"

#include <fmt/format.h>

namespace plumbline::audit {
namespace {

using report::HostError;
using transport::Stage;

/// The questions that are out, so that the answer can be held against them.
struct Pending {
    probe::Queries questions;
    std::string nonce;
    bool follows = false; ///< the host has been seen before, and this is what else there was to ask

    [[nodiscard]] std::string request() const { return probe::request(questions, nonce); }
};

std::string first_line(std::string_view text) {
    constexpr std::size_t longest = 200;
    const auto start = text.find_first_not_of("\r\n \t");
    if (start == std::string_view::npos)
        return {};
    text.remove_prefix(start);
    return base::printable(text.substr(0, std::min(text.find('\n'), longest)));
}

/// Only END proves that an answer is whole; the exit status and stderr merely help to say why it is not.
HostError incomplete(const probe::Incomplete& why, const transport::Output& output) {
    std::string message = why.reason;
    if (const auto said = first_line(output.errors); !said.empty())
        message += fmt::format("; the host said: {}", said);
    if (output.exit_status && *output.exit_status != 0)
        message += fmt::format(" (exit status {})", *output.exit_status);
    return {Stage::probe, message};
}

Told understand(const transport::Outcome& outcome, const Pending& pending) {
    if (const auto* failure = std::get_if<transport::Failure>(&outcome))
        return HostError{failure->stage, failure->message};
    const auto& output = std::get<transport::Output>(outcome);
    auto transcript = probe::read_transcript(output.bytes, pending.questions, pending.nonce);
    if (const auto* why = std::get_if<probe::Incomplete>(&transcript))
        return incomplete(*why, output);
    return std::move(std::get<probe::Transcript>(transcript).answers);
}

/// Where a destination leads, as far as that is known before the visit.
struct Route {
    std::string address = {};
    std::vector<std::string> gates = {}; ///< hosts behind one address or one jump host share its patience
};

Route route_to(const transport::Destination& destination, transport::Resolver& resolver) {
    if (destination.choice == transport::Choice::local)
        return {"local", {}};
    try {
        const auto options = resolver.options(destination);
        Route route{fmt::format("{}:{}", options.host_name, options.port), {options.host_name}};
        if (!options.proxy_jump.empty() && options.proxy_jump != "none")
            route.gates.push_back("through " + options.proxy_jump);
        return route;
    } catch (const std::exception&) { // the visit meets the same, and it is then that host's failure
        return {destination.address.value_or(destination.host), {}};
    }
}

std::vector<Visit> visits_to(const std::vector<transport::Destination>& destinations,
                             const std::vector<Route>& routes) {
    std::vector<Visit> visits;
    visits.reserve(routes.size());
    for (std::size_t host = 0; host < routes.size(); ++host) {
        const bool local = destinations[host].choice == transport::Choice::local;
        visits.push_back({routes[host].gates, local ? Confinement::local : Confinement::sandboxed});
    }
    return visits;
}

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
        const auto asked = mine.empty() ? Pending{} : std::move(mine.mapped());
        auto told = understand(outcome, asked);
        if (asked.follows) {
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
        return (pending_[host] = {std::move(questions), base::random_hex(16), follows}).request();
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
    std::vector<Route> routes;
    routes.reserve(plan.destinations.size());
    for (const auto& destination : plan.destinations)
        routes.push_back(route_to(destination, resolver));
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

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

std::variant<probe::Answers, HostError> understand(const transport::Outcome& outcome, const Pending& pending) {
    if (const auto* failure = std::get_if<transport::Failure>(&outcome))
        return HostError{failure->stage, failure->message};
    const auto& output = std::get<transport::Output>(outcome);
    auto transcript = probe::read_transcript(output.bytes, pending.questions, pending.nonce);
    if (const auto* why = std::get_if<probe::Incomplete>(&transcript))
        return incomplete(*why, output);
    return std::move(std::get<probe::Transcript>(transcript).answers);
}

/// Hosts behind one address or one jump host share its patience.
std::vector<Visit> visits_of(const LookPlan& plan, transport::Resolver& resolver) {
    std::vector<Visit> visits;
    visits.reserve(plan.destinations.size());
    for (const auto& destination : plan.destinations)
        visits.push_back({resolver.gates(destination), destination.choice == transport::Choice::local
                                                           ? Confinement::local
                                                           : Confinement::sandboxed});
    return visits;
}

template <typename Kind> Kind taken_from(const transport::Outcome& outcome, Kind transport::Output::*left,
                                         Kind transport::Failure::*right) {
    const auto* output = std::get_if<transport::Output>(&outcome);
    return output != nullptr ? output->*left : std::get<transport::Failure>(outcome).*right;
}

} // namespace

void look(const LookPlan& plan, transport::Resolver& resolver, const LookCalls& calls) {
    std::map<std::size_t, Pending> pending;
    const auto prepare = [&](std::size_t host) {
        auto& mine = pending[host] = {calls.questions(host), base::random_hex(16)};
        return probe::request(mine.questions, mine.nonce);
    };
    const auto deliver = [&](std::size_t host, const transport::Outcome& outcome, double seconds) {
        const auto mine = pending.extract(host);
        Sight sight{host, resolver.address(plan.destinations[host]), HostError{}, seconds,
                    taken_from(outcome, &transport::Output::used, &transport::Failure::used),
                    taken_from(outcome, &transport::Output::remark, &transport::Failure::remark)};
        sight.result = understand(outcome, mine.empty() ? Pending{} : mine.mapped());
        calls.seen(std::move(sight));
    };
    Pool pool({plan.destinations, resolver, plan.limits}, plan.pool);
    pool.run(visits_of(plan, resolver), prepare, deliver, calls.interrupted);
}

} // namespace plumbline::audit

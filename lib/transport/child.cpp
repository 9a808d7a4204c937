#include "transport/child.hpp"

#include "transport/answer.hpp"

namespace plumbline::transport {

Output output_of(base::ChildResult result, const Phase& phase, std::string_view place, const Limits& limits) {
    using End = base::ChildResult::End;
    if (result.end == End::flooded)
        stop(Stage::probe, "{} answered more than the limit of {} bytes", place, limits.output);
    if (result.end == End::timed_out)
        stop(phase.late(), "{} did not finish within {}{}", place, base::to_text(phase.allowed),
             phase.cut_by_host ? ", the deadline of a host" : "");
    Output output;
    output.bytes = std::move(result.output);
    output.errors = std::move(result.errors);
    if (result.end == End::exited)
        output.exit_status = result.code;
    return output;
}

Output run_local(const Destination& destination, std::string_view input, const Limits& limits,
                 base::Deadline host) {
    const auto phase = Phase::begin(Stage::probe, limits.probe, host, limits.host);
    auto result = base::run_child(shell_words(destination), input, {phase.deadline, limits.output});
    auto output = output_of(std::move(result), phase, "this machine", limits);
    output.used = Choice::local;
    return output;
}

} // namespace plumbline::transport

#include "audit/asked.hpp"

#include "base/escape.hpp"
#include "probe/transcript.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::audit {
namespace {

using report::HostError;

std::string first_line(std::string_view text) {
    constexpr std::size_t longest = 200;
    const auto start = text.find_first_not_of("\r\n \t");
    if (start == std::string_view::npos)
        return {};
    text.remove_prefix(start);
    return base::printable(text.substr(0, std::min(text.find('\n'), longest)));
}

} // namespace

HostError incomplete(const std::string& reason, const transport::Output& output) {
    std::string message = reason;
    if (const auto said = first_line(output.errors); !said.empty())
        message += fmt::format("; the host said: {}", said);
    if (output.exit_status && *output.exit_status != 0)
        message += fmt::format(" (exit status {})", *output.exit_status);
    return {transport::Stage::probe, message};
}

std::string Asked::request() const {
    return probe::request(questions, nonce);
}

Told Asked::understand(const transport::Outcome& outcome) const {
    if (const auto* failure = std::get_if<transport::Failure>(&outcome))
        return HostError{failure->stage, failure->message};
    const auto& output = std::get<transport::Output>(outcome);
    auto transcript = probe::read_transcript(output.bytes, questions, nonce);
    if (const auto* why = std::get_if<probe::Incomplete>(&transcript))
        return incomplete(why->reason, output);
    return std::move(std::get<probe::Transcript>(transcript).answers);
}

} // namespace plumbline::audit

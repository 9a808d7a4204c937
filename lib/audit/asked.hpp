#pragma once

#include "base/digest.hpp"
#include "probe/question.hpp"
#include "report/report.hpp"
#include "transport/transport.hpp"

#include <string>
#include <variant>

namespace plumbline::audit {

/// Every answer of a whole transcript, or the stage at which it failed.
using Told = std::variant<probe::Answers, report::HostError>;

/// Questions that are out, so that the answer can be held against them.
struct Asked {
    probe::Queries questions = {};
    std::string nonce = base::random_hex(16);

    /// The bytes for the host's shell.
    [[nodiscard]] std::string request() const;
    /// Only the transcript's END proves that an answer is whole.
    [[nodiscard]] Told understand(const transport::Outcome& outcome) const;
};

/// An answer that is not whole: the exit status and what the host said on standard error help to say why.
[[nodiscard]] report::HostError incomplete(const std::string& reason, const transport::Output& output);

} // namespace plumbline::audit

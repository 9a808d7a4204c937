// enforce: the only room that can change a host: what may be applied at all (gate/), the change script and what is
// said to it (shell/, change/, talk/), one host's turns (host/), many hosts (fleet/, stages/), the way back
// (rollback/), and what is kept of it (record/). Linked into plumbline-enforce alone.
#pragma once

#include "plan/prepare.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::enforce {

/// What became of a step, of a resource, or of a refresh.
enum class Outcome {
    applied,
    already, ///< it was right before
    refused, ///< it is no longer as the plan saw it: untouched
    failed,
    skipped ///< not tried: something before it failed, or it was not chosen
};
[[nodiscard]] std::string_view name(Outcome outcome);

/// Whether it can name a run: a ULID.
[[nodiscard]] bool is_run(std::string_view text);

struct StepResult {
    Outcome outcome = Outcome::skipped;
    std::string words = {}; ///< printable: why it was refused or failed, what a program said
    bool operator==(const StepResult&) const = default;
};

} // namespace plumbline::enforce

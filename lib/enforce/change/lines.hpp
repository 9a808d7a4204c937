// Steps as the lines of words that the change script reads (shell/steps.sh).
#pragma once

#include "resource/steps/step.hpp"

#include <cstddef>
#include <string>

namespace plumbline::enforce {

/// The lines of one step: `step ID NUMBER TOKEN …`, what belongs to it, and `go`. The token is a digest of
/// all of it: by it the journal knows a step that comes again. Throws Error for what no step may say.
[[nodiscard]] std::string lines_of(const resource::Step& step, std::size_t id, std::size_t number);

/// `WORD LIMIT COMMAND…`: a program, and for how many seconds at most.
[[nodiscard]] std::string line_of_command(std::string_view word, const resource::Run& run);

/// The bytes as lines `WORD BYTES`, none longer than any shell's or printf's limit.
[[nodiscard]] std::string lines_of_bytes(std::string_view word, std::string_view bytes);

} // namespace plumbline::enforce

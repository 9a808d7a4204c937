#pragma once

#include "base/clock.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::base {

struct ChildLimits {
    Deadline deadline;
    std::size_t output = 1 << 20; ///< bytes kept of stdout; one more ends the child
    std::size_t errors = 1 << 14; ///< bytes kept of stderr; the rest is read and dropped
};

struct ChildResult {
    enum class End { exited, signalled, timed_out, flooded };
    End end = End::exited;
    int code = 0; ///< exit status, or the signal's number
    std::string output;
    std::string errors;
};

/// Runs a program (argv[0] looked up in PATH, never through a shell) in a process group of its own, feeds it
/// `input`, collects what it prints and kills the whole group when it is late or floods. It ends with this
/// process, too. Throws Error when it can't be started.
[[nodiscard]] ChildResult run_child(const std::vector<std::string>& argv, std::string_view input,
                                    const ChildLimits& limits);

} // namespace plumbline::base

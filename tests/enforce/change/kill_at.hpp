// Kills a program, and all that it started, right before one of the system calls by which it changes
// something.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace plumbline::enforce {

struct Killed {
    bool ended = false; ///< it ended by itself: there are fewer such calls than that
    std::size_t calls = 0;
    std::string last = {}; ///< the name of the call that was not made
};

/// Runs the command, its input from one file and its output to another, and kills it before the call of that
/// number (from 1) by it or any process below it.
[[nodiscard]] Killed kill_at(const std::vector<std::string>& command, const std::string& input_file,
                             const std::string& output_file, std::size_t number);

} // namespace plumbline::enforce

#pragma once

#include "options.hpp"

#include <string>
#include <vector>

namespace plumbline::cli {

/// What one of the programs is, to main.
struct Program {
    std::string name;
    std::string description;
    std::string footer;
    std::vector<Command> (*commands)(CLI::App& app);
};

/// Parses the command line and runs the command; whatever goes wrong is said on standard error. Returns the
/// exit status.
[[nodiscard]] int run_program(const Program& program, int argc, char** argv);

} // namespace plumbline::cli

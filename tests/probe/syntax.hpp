// Takes a shell script apart with shfmt, so that tests can hold it to what it may do.
#pragma once

#include <string>
#include <vector>

namespace plumbline::probe {

struct Syntax {
    /// The words of each simple command; `$name`, `$(…)` stand for what is known only when it runs.
    std::vector<std::vector<std::string>> commands;
    std::vector<std::string> functions;
    std::vector<std::string> redirections; ///< "2>/dev/null", "2>&1", "<$1"
    bool backquotes = false;
};

/// FAILs when the package shfmt is not installed or the script is no POSIX shell.
[[nodiscard]] Syntax parse_script(const std::string& script);

} // namespace plumbline::probe

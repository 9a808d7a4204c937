#pragma once

#include "base/child.hpp"
#include "support/temporary_folder.hpp"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::test {

using Words = std::vector<std::string>;

/// What a run of the program came to. The folder's own path is written DIR, and when it began and how long it
/// took, and since when something drifts, is "TIME"; whom logs name is "WHO"; the ledger's head is left out:
/// so that it can be compared whole.
struct Ended {
    int status = 0; ///< as a shell sees it: 128+n for a signal that killed it
    std::string output;
    std::string errors;

    friend bool operator==(const Ended&, const Ended&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Ended& ended);
};

/// A folder in which the real program runs: its current folder and its home, with nothing else of the
/// tester's.
class Desk {
public:
    [[nodiscard]] std::string path(std::string_view name = "") const { return folder_.path(name); }
    /// Writes a file; DIR in it becomes the folder's path.
    std::string file(std::string_view name, std::string text, unsigned mode = 0644) const;
    std::string directory(std::string_view name) const { return folder_.directory(name); }
    [[nodiscard]] std::string read(std::string_view name) const;

    /// Runs `plumbline ARGUMENTS`. `before` stands before it: NAME=VALUE and -u NAME as env(1) has them, or a
    /// program that executes the rest.
    [[nodiscard]] Ended run(const Words& arguments, const Words& before = {},
                            std::string_view input = "") const;
    /// The same by a script of sh(1), in which "$@" is the program with its arguments.
    [[nodiscard]] Ended shell(const std::string& script, const Words& arguments) const {
        return run(arguments, {"sh", "-c", script, "sh"});
    }

    /// The text as Ended has it.
    [[nodiscard]] std::string neutral(std::string text) const;

private:
    TemporaryFolder folder_;
};

/// A standard of two files in the desk's folder: motd, which must hold "hello\n" (low, tag text), and extra,
/// which must not be there (high, tag extra).
void write_standard(const Desk& desk);

} // namespace plumbline::test

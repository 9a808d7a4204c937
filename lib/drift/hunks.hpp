#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::drift {

/// One line of a hunk: '-' is what is there, '+' what the standard says, ' ' what both have.
struct HunkLine {
    char sign = ' ';
    std::string text; ///< with its newline, where it has one
};

/// A run of changed lines with those around them. Line numbers count from 1; a side without lines starts at
/// the line before, as in diff(1).
struct Hunk {
    std::size_t actual_start = 0;
    std::size_t standard_start = 0;
    std::vector<HunkLine> lines;

    /// How many lines it takes of the side with that sign.
    [[nodiscard]] std::size_t count(char sign) const;
};

/// The difference of two texts, computed by libgit2. The only place that includes it.
[[nodiscard]] std::vector<Hunk> hunks(std::string_view actual, std::string_view standard);

} // namespace plumbline::drift

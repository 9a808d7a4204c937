#pragma once

#include "standard/standard.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace plumbline::standard {

/// Where a standard stands in its git repository.
struct Revision {
    std::string commit = {}; ///< 40 hexadecimal digits; empty before the first commit
    std::string branch = {}; ///< empty where none is checked out
    std::string author = {}; ///< of the commit: "Jane Doe <jane@example.org>"
    /// Whether a file that the standard could be made of differs from the commit, one that was never added
    /// included. Hidden files are no part of a standard, and those that git ignores are passed over.
    bool dirty = false;
    std::string unknown = {}; ///< why the repository can't tell; then all else is empty

    /// "git 1f3c2ab45d6e (main), clean", "git 1f3c2ab45d6e, with uncommitted changes", "git revision unknown:
    /// …": one line that is safe on a terminal.
    [[nodiscard]] std::string text() const;
};

/// Nothing where no repository holds the standard that was loaded from the path. Never throws for what a
/// repository holds: an audit goes on without it. Runs nothing that the repository's configuration names.
[[nodiscard]] std::optional<Revision> revision_of(const Standard& standard,
                                                  const std::filesystem::path& path);

} // namespace plumbline::standard

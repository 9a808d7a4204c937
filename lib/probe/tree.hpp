// What the kind tree says of all that is below a directory.
#pragma once

#include "probe/status.hpp"

#include <string>
#include <vector>

namespace plumbline::probe {

struct TreeEntry {
    std::string path; ///< below the tree's own, any bytes, no slash in front
    FileStatus status;
    bool operator==(const TreeEntry&) const = default;
};

/// Links are not followed. Below another device's mount nothing is listed by `tree`, but is by `tree_across`.
struct Tree {
    std::vector<TreeEntry> entries;      ///< in the order of paths
    std::vector<std::string> unreadable; ///< directories whose entries could not be listed
    bool cut = false;                    ///< there may be more entries than these: a limit was reached
    bool failed = false;                 ///< the host's find did not end well for another reason than those
    [[nodiscard]] bool whole() const { return !cut && !failed && unreadable.empty(); }
    bool operator==(const Tree&) const = default;
};

/// The answer to `tree PATH DEPTH LIMIT` and `tree_across …`; LIMIT must be the one that was asked with.
/// Nothing when it is not one.
[[nodiscard]] std::optional<Tree> parse_tree(std::string_view answer, std::size_t limit);

} // namespace plumbline::probe

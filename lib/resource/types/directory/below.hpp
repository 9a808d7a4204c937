#pragma once

#include "base/value.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::directory {

/// How many names a relative path has: "a/b" has 2.
[[nodiscard]] std::size_t depth(std::string_view relative);

/// Whether a glob (fnmatch(3)) covers the path, or a directory above it: a glob without "/" is compared with
/// each name on the way, one with "/" with the whole relative path.
[[nodiscard]] bool covered(std::string_view relative, const base::List& globs);

/// The paths of `below` that are neither in `declared`, nor covered by `keep`, nor above such a path, nor
/// below another path of the outcome: what purge would remove. All are relative; `below` and the outcome are
/// in order.
[[nodiscard]] base::List undeclared(const base::List& below, const base::List& declared,
                                    const base::List& keep);

/// How deep one has to look to know what is undeclared.
[[nodiscard]] std::size_t purge_depth(const base::List& declared, const base::List& keep);

/// What stands below `folder` of the absolute paths, relative to it.
[[nodiscard]] base::List relative_to(std::string_view folder, const base::List& paths);

} // namespace plumbline::resource::directory

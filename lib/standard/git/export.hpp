#pragma once

#include <filesystem>
#include <string>

namespace plumbline::standard {

/// Writes what a revision (as git rev-parse reads it: a commit, a branch, a tag, HEAD~2) holds at the path
/// into the folder `into`, which is made if need be: the bytes as they were committed. The path is a
/// standard's folder, or a file, which comes with its folder, in a work tree; it need not be there any more.
/// Returns the path of what was exported: `into`, or the file in it.
///
/// Symbolic links stay links. Refused with base::Error: submodules, names that lead out of the folder, more
/// than 10,000 files or 64 MiB, and folders deeper than 64.
std::filesystem::path export_tree(const std::filesystem::path& repository_path, const std::string& revision,
                                  const std::filesystem::path& into);

} // namespace plumbline::standard

#pragma once

#include "adoption/editing/tree.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace plumbline::adoption {

/// What the paths of a patch are relative to: the top of the git work tree that the standard's folder is in,
/// else that folder.
struct Root {
    std::filesystem::path folder;
    bool is_git = false;
};
[[nodiscard]] Root root_of(const std::filesystem::path& standard_folder);

/// A unified diff as git writes it, after a head of lines that begin with "# "; those are made printable.
[[nodiscard]] std::string patch_of(const std::vector<std::string>& head,
                                   const std::vector<Tree::Edited>& edited,
                                   const std::filesystem::path& standard_folder);

} // namespace plumbline::adoption

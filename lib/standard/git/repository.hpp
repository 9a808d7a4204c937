#pragma once

#include <git2/repository.h>
#include <git2/tree.h>
#include <git2/types.h>

#include <filesystem>
#include <memory>
#include <string>

namespace plumbline::standard {

/// libgit2 lives from its first use to the end of the process.
void start_libgit2();

/// Why libgit2's last call failed, on one line.
[[nodiscard]] std::string git_complaint();

/// What libgit2 hands out, each given back by the function of its kind.
template <typename Object, void (*give_back)(Object*)>
struct GivenBack {
    void operator()(Object* object) const { give_back(object); }
};
template <typename Object, void (*give_back)(Object*)>
using Git = std::unique_ptr<Object, GivenBack<Object, give_back>>;
using GitRepository = Git<git_repository, git_repository_free>;
using GitTree = Git<git_tree, git_tree_free>;
using GitObject = Git<git_object, git_object_free>;

/// Calls one of libgit2's functions that hand out what they made by their first argument; empty when it
/// failed.
template <typename Owner, typename Call, typename... Arguments>
[[nodiscard]] Owner handed_out(Call call, Arguments... arguments) {
    typename Owner::pointer made = nullptr;
    const int status = call(&made, arguments...);
    return Owner(status == 0 ? made : nullptr);
}

/// The repository in whose work tree a path is.
struct WorkTree {
    GitRepository repository;
    std::string path; ///< relative to the work tree; "" for its top
};
/// None where no repository holds the path. Throws base::Error with the reason where there is one that can't
/// be used: of another owner (safe.directory of git-config(1)), damaged, of a format that libgit2 does not
/// know.
[[nodiscard]] WorkTree find_work_tree(const std::filesystem::path& path);

} // namespace plumbline::standard

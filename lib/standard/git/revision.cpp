#include "standard/git/revision.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "standard/git/repository.hpp"

#include <fmt/format.h>
#include <git2/commit.h>
#include <git2/errors.h>
#include <git2/ignore.h>
#include <git2/object.h>
#include <git2/oid.h>
#include <git2/refs.h>
#include <git2/status.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace plumbline::standard {
namespace {

namespace fs = std::filesystem;

using Reference = Git<git_reference, git_reference_free>;
using Commit = Git<git_commit, git_commit_free>;
using Statuses = Git<git_status_list, git_status_list_free>;

std::string text_of(const git_oid& id) {
    std::array<char, GIT_OID_HEXSZ + 1> digits{};
    git_oid_tostr(digits.data(), digits.size(), &id);
    return digits.data();
}

std::string text_of(const git_signature& author) {
    return base::printable(fmt::format("{} <{}>", author.name, author.email));
}

/// The branch that is checked out, also before its first commit.
std::string branch_of(git_repository* repository) {
    const auto head = handed_out<Reference>(git_reference_lookup, repository, "HEAD");
    const char* name = head ? git_reference_symbolic_target(head.get()) : nullptr;
    constexpr std::string_view branches = "refs/heads/";
    const std::string_view whole = name == nullptr ? "" : name;
    return base::printable(whole.starts_with(branches) ? whole.substr(branches.size()) : whole);
}

bool is_hidden(std::string_view path) {
    return path.starts_with('.') || path.find("/.") != std::string_view::npos;
}

/// The files of which a standard is made: all below its folder, or those that a single file names.
struct Parts {
    std::string folder; ///< "" or "profiles/", relative to the work tree
    const std::map<std::string, std::string>* files = nullptr; ///< nothing: all

    [[nodiscard]] bool hold(std::string_view path) const {
        if (!path.starts_with(folder))
            return false;
        path.remove_prefix(folder.size());
        return files == nullptr ? !is_hidden(path) : files->contains(std::string(path));
    }
};

std::string_view path_of(const git_status_entry& entry) {
    const auto* delta = entry.index_to_workdir != nullptr ? entry.index_to_workdir : entry.head_to_index;
    const char* path = delta->new_file.path != nullptr ? delta->new_file.path : delta->old_file.path;
    return path == nullptr ? "" : path;
}

bool is_dirty(git_repository* repository, const Parts& parts) {
    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS |
                    GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH;
    auto folder = parts.folder.substr(0, parts.folder.empty() ? 0 : parts.folder.size() - 1);
    std::array<char*, 1> below{folder.data()};
    if (!folder.empty())
        options.pathspec = {below.data(), below.size()};
    const auto statuses = handed_out<Statuses>(git_status_list_new, repository, &options);
    if (!statuses)
        base::fail("{}", git_complaint());
    for (std::size_t i = 0; i < git_status_list_entrycount(statuses.get()); ++i)
        if (parts.hold(path_of(*git_status_byindex(statuses.get(), i))))
            return true;
    return false;
}

/// A repository may be around a standard that it does not hold: one of a home folder, say.
bool is_ignored(git_repository* repository, const std::string& path) {
    int ignored = 0;
    return !path.empty() && git_ignore_path_is_ignored(&ignored, repository, path.c_str()) == 0 &&
           ignored != 0;
}

bool is_tracked(git_commit* commit, const std::string& path) {
    const auto tree = commit == nullptr ? nullptr : handed_out<GitTree>(git_commit_tree, commit);
    git_tree_entry* found = nullptr;
    const bool is = path.empty() || (tree && git_tree_entry_bypath(&found, tree.get(), path.c_str()) == 0);
    git_tree_entry_free(found);
    return is;
}

Commit commit_of(git_repository* repository) {
    const auto head = handed_out<Reference>(git_repository_head, repository);
    if (!head)
        return nullptr;
    auto commit = handed_out<GitObject>(git_reference_peel, head.get(), GIT_OBJECT_COMMIT);
    if (!commit)
        base::fail("{}", git_complaint());
    return Commit(reinterpret_cast<git_commit*>(commit.release())); // the kind that was asked for
}

std::optional<Revision> read_revision(const Standard& standard, const fs::path& path) {
    const bool is_file = !fs::is_directory(path);
    const auto tree = find_work_tree(path);
    if (!tree.repository)
        return std::nullopt;
    const auto commit = commit_of(tree.repository.get());
    if (!is_tracked(commit.get(), tree.path) && is_ignored(tree.repository.get(), tree.path))
        return std::nullopt;
    auto folder = is_file ? fs::path(tree.path).parent_path().generic_string() : tree.path;
    if (!folder.empty())
        folder += '/';
    Revision revision{.branch = branch_of(tree.repository.get())};
    if (commit) {
        revision.commit = text_of(*git_commit_id(commit.get()));
        revision.author = text_of(*git_commit_author(commit.get()));
    }
    revision.dirty = is_dirty(tree.repository.get(), {folder, is_file ? &standard.files : nullptr});
    return revision;
}

} // namespace

std::string Revision::text() const {
    constexpr std::size_t digits = 12; // as Linux abbreviates them: unambiguous for a long time to come
    if (!unknown.empty())
        return fmt::format("git revision unknown: {}", unknown);
    return fmt::format("git {}{}, {}", commit.empty() ? "without a commit" : commit.substr(0, digits),
                       branch.empty() ? "" : fmt::format(" ({})", branch),
                       dirty ? "with uncommitted changes" : "clean");
}

std::optional<Revision> revision_of(const Standard& standard, const fs::path& path) {
    try {
        return read_revision(standard, path);
    } catch (const std::exception& error) {
        return Revision{.unknown = base::printable(error.what())};
    }
}

} // namespace plumbline::standard

#include "standard/git/export.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "standard/git/repository.hpp"

#include <fcntl.h>
#include <git2/blob.h>
#include <git2/object.h>
#include <git2/odb.h>
#include <git2/revparse.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

namespace plumbline::standard {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 10'000;
constexpr std::size_t most_bytes = 64 << 20;
constexpr std::size_t deepest = 64;

using Odb = Git<git_odb, git_odb_free>;
using Blob = Git<git_blob, git_blob_free>;
using Entry = Git<git_tree_entry, git_tree_entry_free>;

[[noreturn]] void fail_with_errno(const fs::path& path) {
    base::fail("cannot write {}: {}", path.string(), std::strerror(errno));
}

/// Nothing is written through what is there already: a damaged tree may hold a name twice.
void write_new(const fs::path& path, std::string_view bytes) {
    const base::Descriptor file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.is_open())
        fail_with_errno(path);
    while (!bytes.empty()) {
        const auto count = ::write(file.get(), bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            fail_with_errno(path);
        if (count > 0)
            bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

/// One export: what it may still write.
class Export {
public:
    explicit Export(git_repository* repository)
        : repository_(repository), odb_(handed_out<Odb>(git_repository_odb, repository)) {
        if (!odb_)
            base::fail("{}", git_complaint());
    }

    void write_tree(const git_tree& tree, const fs::path& into, std::size_t depth) {
        if (depth > deepest)
            base::fail("{} is deeper than {} folders", into.string(), deepest);
        for (std::size_t i = 0; i < git_tree_entrycount(&tree); ++i)
            write_entry(*git_tree_entry_byindex(&tree, i), into, depth);
    }

private:
    void write_entry(const git_tree_entry& entry, const fs::path& into, std::size_t depth) {
        const std::string_view name = git_tree_entry_name(&entry);
        if (name.empty() || name == "." || name == ".." || name.find('/') != std::string_view::npos)
            base::fail("it holds the name '{}', which leads out of its folder", name);
        const auto path = into / name;
        if (++files_ > most_files)
            base::fail("it holds more than {} files", most_files);
        switch (git_tree_entry_filemode(&entry)) {
        case GIT_FILEMODE_TREE:
            return write_folder(entry, path, depth);
        case GIT_FILEMODE_LINK:
            if (::symlink(bytes_of(entry, path).c_str(), path.c_str()) != 0)
                fail_with_errno(path);
            return;
        case GIT_FILEMODE_BLOB:
        case GIT_FILEMODE_BLOB_EXECUTABLE:
            return write_new(path, bytes_of(entry, path));
        case GIT_FILEMODE_COMMIT:
            base::fail("'{}' is a submodule: a standard holds all its files itself", name);
        case GIT_FILEMODE_UNREADABLE:
            break;
        }
        base::fail("'{}' is neither file, folder nor symbolic link", name);
    }

    void write_folder(const git_tree_entry& entry, const fs::path& path, std::size_t depth) {
        const auto tree = handed_out<GitTree>(git_tree_lookup, repository_, git_tree_entry_id(&entry));
        if (!tree)
            base::fail("{}", git_complaint());
        if (::mkdir(path.c_str(), 0700) != 0)
            fail_with_errno(path);
        write_tree(*tree, path, depth + 1);
    }

    /// The size is asked first: what is packed small may be large.
    std::string bytes_of(const git_tree_entry& entry, const fs::path& path) {
        std::size_t size = 0;
        git_object_t kind = GIT_OBJECT_INVALID;
        if (git_odb_read_header(&size, &kind, odb_.get(), git_tree_entry_id(&entry)) != 0)
            base::fail("{}", git_complaint());
        if (size > most_bytes - bytes_)
            base::fail("its files come to more than {} MiB with '{}'", most_bytes >> 20,
                       path.filename().string());
        bytes_ += size;
        const auto blob = handed_out<Blob>(git_blob_lookup, repository_, git_tree_entry_id(&entry));
        if (!blob)
            base::fail("{}", git_complaint());
        return {static_cast<const char*>(git_blob_rawcontent(blob.get())),
                static_cast<std::size_t>(git_blob_rawsize(blob.get()))};
    }

    git_repository* repository_;
    Odb odb_;
    std::size_t files_ = 0;
    std::size_t bytes_ = 0;
};

GitTree as_tree(const git_object& object) {
    auto tree = handed_out<GitObject>(git_object_peel, &object, GIT_OBJECT_TREE);
    return GitTree(reinterpret_cast<git_tree*>(tree.release())); // the kind that was asked for
}

GitTree root_of(git_repository* repository, const std::string& revision) {
    const auto object = handed_out<GitObject>(git_revparse_single, repository, revision.c_str());
    auto tree = object ? as_tree(*object) : nullptr;
    if (!tree)
        base::fail("'{}' is no revision of the repository: {}", revision, git_complaint());
    return tree;
}

Entry entry_at(const git_tree& root, const std::string& path) {
    return handed_out<Entry>(git_tree_entry_bypath, &root, path.c_str());
}

/// The tree to write, and the name in it of the file that was meant.
struct Place {
    GitTree tree;
    std::string file;
};

GitTree tree_at(git_repository* repository, GitTree root, const std::string& path) {
    if (path.empty())
        return root;
    const auto entry = entry_at(*root, path);
    return entry ? handed_out<GitTree>(git_tree_lookup, repository, git_tree_entry_id(entry.get())) : nullptr;
}

Place find_place(git_repository* repository, GitTree root, const std::string& path,
                 const std::string& revision) {
    if (path.empty())
        return {std::move(root), ""};
    const auto entry = entry_at(*root, path);
    if (!entry)
        base::fail("the revision '{}' holds no '{}'", revision, path);
    const bool is_folder = git_tree_entry_type(entry.get()) == GIT_OBJECT_TREE;
    const fs::path whole(path);
    auto tree = tree_at(repository, std::move(root), is_folder ? path : whole.parent_path().generic_string());
    if (!tree)
        base::fail("{}", git_complaint());
    return {std::move(tree), is_folder ? "" : whole.filename().string()};
}

} // namespace

fs::path export_tree(const fs::path& repository_path, const std::string& revision, const fs::path& into) {
    return base::in_context(
        "reading " + repository_path.string() + " of the revision " + revision, [&]() -> fs::path {
            const auto found = find_work_tree(repository_path);
            auto* repository = found.repository.get();
            if (repository == nullptr)
                base::fail("no git repository holds {}", repository_path.string());
            const auto place = find_place(repository, root_of(repository, revision), found.path, revision);
            fs::create_directories(into);
            Export(repository).write_tree(*place.tree, into, 0);
            return place.file.empty() ? into : into / place.file;
        });
}

} // namespace plumbline::standard

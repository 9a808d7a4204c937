#include "standard/git/repository.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/text.hpp"

#include <git2/buffer.h>
#include <git2/errors.h>
#include <git2/global.h>

namespace plumbline::standard {
namespace {

namespace fs = std::filesystem;

/// The path itself, or what is left of it above: an older revision may hold what is no more.
fs::path existing_folder(fs::path path) {
    std::error_code absent;
    while (!fs::is_directory(path, absent) && path.has_relative_path())
        path = path.parent_path();
    return path;
}

/// libgit2 1.5 calls one of another owner not found, where safe.directory is not set at all.
void refuse_if_any_is_around(const fs::path& folder) {
    git_buf found = GIT_BUF_INIT;
    const int status = git_repository_discover(&found, folder.c_str(), 0, nullptr);
    const std::string place = status == 0 ? found.ptr : "";
    git_buf_dispose(&found);
    if (status == 0)
        base::fail("the repository {} belongs to another user; `git config --global --add safe.directory {}` "
                   "says that it is trusted",
                   place, fs::path(place).parent_path().parent_path().string());
}

} // namespace

void start_libgit2() {
    static const int started = git_libgit2_init();
    if (started < 0)
        base::fail("libgit2 does not start");
}

std::string git_complaint() {
    const auto* error = git_error_last();
    return error == nullptr ? "libgit2 gives no reason" : base::printable(base::trim(error->message));
}

WorkTree find_work_tree(const fs::path& path) {
    start_libgit2();
    const auto real = fs::weakly_canonical(path);
    const auto folder = existing_folder(real);
    git_repository* opened = nullptr;
    const int status = git_repository_open_ext(&opened, folder.c_str(), 0, nullptr);
    if (status == GIT_ENOTFOUND || status == GIT_EOWNER) {
        refuse_if_any_is_around(folder);
        return {};
    }
    if (status != 0)
        base::fail("{}", git_complaint());
    GitRepository repository(opened);
    const char* top = git_repository_workdir(opened);
    const auto relative =
        top == nullptr ? fs::path("..") : real.lexically_relative(fs::weakly_canonical(top));
    if (relative.empty() || *relative.begin() == "..")
        return {};
    return {std::move(repository), relative == "." ? "" : relative.generic_string()};
}

} // namespace plumbline::standard

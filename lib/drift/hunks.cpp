#include "drift/hunks.hpp"

#include "base/error.hpp"
#include "standard/git/repository.hpp"

#include <git2/diff.h>
#include <git2/errors.h>

#include <algorithm>

namespace plumbline::drift {
namespace {

std::vector<Hunk>& collected(void* payload) {
    return *static_cast<std::vector<Hunk>*>(payload);
}

int begin_hunk(const git_diff_delta*, const git_diff_hunk* hunk, void* payload) {
    collected(payload).push_back(
        {static_cast<std::size_t>(hunk->old_start), static_cast<std::size_t>(hunk->new_start), {}});
    return 0;
}

/// The other origins only say what the missing newline of the text says already.
int add_line(const git_diff_delta*, const git_diff_hunk*, const git_diff_line* line, void* payload) {
    const bool of_text = line->origin == GIT_DIFF_LINE_CONTEXT || line->origin == GIT_DIFF_LINE_ADDITION ||
                         line->origin == GIT_DIFF_LINE_DELETION;
    if (of_text)
        collected(payload).back().lines.push_back({line->origin, {line->content, line->content_len}});
    return 0;
}

} // namespace

std::size_t Hunk::count(char sign) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        lines, [sign](const HunkLine& line) { return line.sign == ' ' || line.sign == sign; }));
}

std::vector<Hunk> hunks(std::string_view actual, std::string_view standard) {
    standard::start_libgit2();
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_FORCE_TEXT;
    std::vector<Hunk> found;
    const int failed =
        git_diff_buffers(actual.data(), actual.size(), nullptr, standard.data(), standard.size(), nullptr,
                         &options, nullptr, nullptr, begin_hunk, add_line, &found);
    if (failed != 0)
        base::fail("libgit2 cannot compare the contents: {}", git_error_last()->message);
    return found;
}

} // namespace plumbline::drift

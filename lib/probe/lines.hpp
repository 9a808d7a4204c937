// What the parts of the probe say of the lines of small files (lines_of_files in shell/kernel.sh).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumbline::probe {

/// A file, and its lines that were asked for.
struct FileLines {
    std::string path;
    /// By number, from 1.
    std::vector<std::pair<std::size_t, std::string>> lines = {};
    std::string unreadable = {}; ///< why what is in it is not known; "" when it is
    bool operator==(const FileLines&) const = default;
};

/// The answer: the files in the order in which they were asked for. A file that is masked (a link to
/// /dev/null, or no regular file) has no lines. Nothing when it is of another form.
[[nodiscard]] std::optional<std::vector<FileLines>> parse_file_lines(std::string_view answer);

/// Of files that stand in drop-in folders, the most important folder first: the first of each name, in the
/// order of the names, as modprobe.d(5), sysctl.d(5) and systemd read them.
[[nodiscard]] std::vector<FileLines> first_of_each_name(std::vector<FileLines> files);

/// The name of a path's last part.
[[nodiscard]] std::string_view file_name(std::string_view path);

} // namespace plumbline::probe

#include "base/text.hpp"
#include "resource/types/sysctl/assignments.hpp"

#include <algorithm>
#include <map>

namespace plumbline::resource::sysctl {

namespace {

constexpr std::string_view read_last = "/etc/sysctl.conf";

/// "given PATH", "closed PATH", "masked PATH" or "odd PATH".
std::optional<BootFile> read_listed(std::string_view line) {
    const std::size_t space = line.find(' ');
    const std::string_view word = line.substr(0, space);
    if (space == std::string_view::npos || !line.substr(space + 1).starts_with('/')) {
        return std::nullopt;
    }
    BootFile file{.path = std::string(line.substr(space + 1))};
    if (word == "closed") {
        file.unreadable = "permission denied";
    } else if (word == "odd") {
        file.unreadable = "its name holds a newline";
    } else if (word != "given" && word != "masked") {
        return std::nullopt;
    }
    return file;
}

/// "PATH:NUMBER:LINE" of one of these files; false when it is anything else.
bool take_line(std::vector<BootFile>& files, std::string_view line) {
    for (BootFile& file : files) {
        if (!line.starts_with(file.path) || line.size() == file.path.size() ||
            line[file.path.size()] != ':') {
            continue;
        }
        const std::string_view rest = line.substr(file.path.size() + 1);
        const std::size_t colon = rest.find(':');
        const auto number = base::to_integer<std::size_t>(rest.substr(0, colon));
        if (colon != std::string_view::npos && number) {
            file.lines.emplace_back(*number, rest.substr(colon + 1));
            return true;
        }
    }
    return false;
}

/// The first file of each name, in the order of the names, and then the one that is read last.
std::vector<BootFile> in_order(std::vector<BootFile> files) {
    std::map<std::pair<bool, std::string>, BootFile> by_name;
    for (BootFile& file : files) {
        const std::string name = file.path.substr(file.path.rfind('/') + 1);
        by_name.emplace(std::pair(file.path == read_last, name), std::move(file));
    }
    std::vector<BootFile> ordered;
    for (auto& [name, file] : by_name) {
        ordered.push_back(std::move(file));
    }
    return ordered;
}

} // namespace

std::optional<std::vector<BootFile>> read_boot_files(std::string_view answer) {
    const auto lines = base::lines(answer);
    const auto end_of_list = std::find(lines.begin(), lines.end(), "");
    if (end_of_list == lines.end()) {
        return std::nullopt;
    }
    std::vector<BootFile> files;
    for (auto line = lines.begin(); line != end_of_list; ++line) {
        auto file = read_listed(*line);
        if (!file) {
            return std::nullopt;
        }
        files.push_back(std::move(*file));
    }
    const bool all_taken = std::all_of(end_of_list + 1, lines.end(),
                                       [&](std::string_view line) { return take_line(files, line); });
    return all_taken ? std::optional(in_order(std::move(files))) : std::nullopt;
}

} // namespace plumbline::resource::sysctl

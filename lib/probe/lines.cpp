#include "probe/lines.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>

namespace plumbline::probe {

namespace {

/// "given PATH", "closed PATH", "masked PATH" or "odd PATH".
std::optional<FileLines> read_listed(std::string_view line) {
    const std::size_t space = line.find(' ');
    const std::string_view word = line.substr(0, space);
    if (space == std::string_view::npos || !line.substr(space + 1).starts_with('/')) {
        return std::nullopt;
    }
    FileLines file{.path = std::string(line.substr(space + 1))};
    if (word == "closed") {
        file.unreadable = "permission denied";
    } else if (word == "odd") {
        file.unreadable = "its name holds a newline";
    } else if (word != "given" && word != "masked") {
        return std::nullopt;
    }
    return file;
}

/// "PATH:NUMBER:LINE" of this file.
bool take_line_of(FileLines& file, std::string_view line) {
    if (!line.starts_with(file.path) || line.size() == file.path.size() || line[file.path.size()] != ':') {
        return false;
    }
    const std::string_view rest = line.substr(file.path.size() + 1);
    const std::size_t colon = rest.find(':');
    const auto number = base::to_integer<std::size_t>(rest.substr(0, colon));
    if (colon == std::string_view::npos || !number) {
        return false;
    }
    file.lines.emplace_back(*number, rest.substr(colon + 1));
    return true;
}

} // namespace

std::optional<std::vector<FileLines>> parse_file_lines(std::string_view answer) {
    const auto lines = base::lines(answer);
    const auto end_of_list = std::find(lines.begin(), lines.end(), "");
    if (end_of_list == lines.end()) {
        return std::nullopt;
    }
    std::vector<FileLines> files;
    for (auto line = lines.begin(); line != end_of_list; ++line) {
        auto file = read_listed(*line);
        if (!file) {
            return std::nullopt;
        }
        files.push_back(std::move(*file));
    }
    const auto is_of_one = [&](std::string_view line) {
        return std::any_of(files.begin(), files.end(),
                           [&](FileLines& file) { return take_line_of(file, line); });
    };
    const bool all_taken = std::all_of(end_of_list + 1, lines.end(), is_of_one);
    return all_taken ? std::optional(std::move(files)) : std::nullopt;
}

std::vector<FileLines> first_of_each_name(std::vector<FileLines> files) {
    std::map<std::string, FileLines> by_name;
    for (FileLines& file : files) {
        std::string name(file_name(file.path));
        by_name.emplace(std::move(name), std::move(file));
    }
    std::vector<FileLines> first;
    for (auto& [name, file] : by_name) {
        first.push_back(std::move(file));
    }
    return first;
}

std::string_view file_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

} // namespace plumbline::probe

#include "resource/types/sysctl/assignments.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fnmatch.h>

#include <algorithm>

namespace plumbline::resource::sysctl {

namespace {

/// A pattern with many more could keep fnmatch(3) busy for hours.
constexpr std::ptrdiff_t wildcards_at_most = 4;

bool is_pattern(std::string_view path) {
    return path.find_first_of("*?[") != std::string_view::npos;
}

bool can_be_matched(const std::string& pattern) {
    return std::count(pattern.begin(), pattern.end(), '*') <= wildcards_at_most;
}

/// One line that says something: KEY = VALUE, or -KEY alone, which excludes the key from patterns.
struct Line {
    std::string path;
    std::optional<std::string> value;
};

std::optional<Line> read_line(std::string_view text) {
    text = base::trim(text);
    if (text.empty() || text.front() == '#' || text.front() == ';') {
        return std::nullopt;
    }
    const std::size_t equals = text.find('=');
    const bool minus = text.front() == '-';
    if (equals == std::string_view::npos && !minus) {
        return std::nullopt;
    }
    const std::string_view key = base::trim(
        text.substr(minus ? 1 : 0, equals == std::string_view::npos ? equals : equals - (minus ? 1 : 0)));
    if (equals == std::string_view::npos) {
        return Line{to_path(key), std::nullopt};
    }
    return Line{to_path(key), normalised(text.substr(equals + 1))};
}

/// Takes in lines in the order in which they are read at boot.
class Reader {
public:
    explicit Reader(std::string_view path) : path_(path) {}

    void read(const probe::FileLines& file) {
        if (!file.unreadable.empty()) {
            unreadable_ = fmt::format("{}: {}", file.path, file.unreadable);
            return;
        }
        for (const auto& [number, text] : file.lines) {
            if (const auto line = read_line(text)) {
                take(*line, fmt::format("{}:{}", file.path, number));
            }
        }
    }

    [[nodiscard]] LastWord verdict() const {
        if (!unreadable_.empty()) {
            return {std::nullopt, unreadable_};
        }
        return {excluded_ ? std::nullopt : by_name_ ? by_name_ : by_pattern_, ""};
    }

private:
    void take(const Line& line, std::string place) {
        if (line.path == path_) {
            excluded_ = !line.value;
            by_name_ = line.value ? std::optional<Assignment>({*line.value, std::move(place)}) : std::nullopt;
            unreadable_.clear();
        } else if (line.value && is_pattern(line.path)) {
            take_pattern(line, std::move(place));
        }
    }

    void take_pattern(const Line& line, std::string place) {
        if (!can_be_matched(line.path)) {
            unreadable_ = fmt::format("{}: a pattern with more than {} wildcards", place, wildcards_at_most);
        } else if (fnmatch(line.path.c_str(), path_.c_str(), FNM_PATHNAME) == 0) {
            by_pattern_ = {*line.value, std::move(place)};
        }
    }

    std::string path_;
    std::optional<Assignment> by_name_;
    std::optional<Assignment> by_pattern_;
    bool excluded_ = false;
    std::string unreadable_;
};

} // namespace

std::string to_path(std::string_view key) {
    std::string path(key);
    const std::size_t first = path.find_first_of("./");
    if (first == std::string::npos || path[first] == '/') {
        return path;
    }
    for (char& c : path) {
        c = c == '.' ? '/' : c == '/' ? '.' : c;
    }
    return path;
}

std::string normalised(std::string_view value) {
    return fmt::format("{}", fmt::join(base::words(value), " "));
}

LastWord last_word(const std::vector<probe::FileLines>& files, std::string_view path) {
    Reader reader(path);
    for (const probe::FileLines& file : files) {
        reader.read(file);
    }
    return reader.verdict();
}

} // namespace plumbline::resource::sysctl

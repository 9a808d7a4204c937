#include "transport/config/host_lines.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/letter_case.hpp"
#include "transport/config/pattern.hpp"
#include "transport/config/ssh_options.hpp"

#include <glob.h>

#include <algorithm>

namespace plumbline::transport {
namespace {

constexpr std::size_t file_limit = 16 << 20;
constexpr int deepest = 16; ///< as OpenSSH's READCONF_MAX_DEPTH

/// The words of a line up to a comment; `=` stands for a blank after the keyword.
std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    while (true) {
        const std::string_view blanks = words.size() == 1 ? " \t\r=" : " \t\r";
        line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
        if (line.empty() || line.front() == '#')
            return words;
        const auto word = line.substr(0, line.find_first_of(words.empty() ? " \t\r=" : " \t\r"));
        words.emplace_back(word);
        line.remove_prefix(word.size());
    }
}

/// The paths that glob(3) finds, sorted as it sorts them.
std::vector<std::string> found_by(const std::string& pattern) {
    glob_t found{};
    std::vector<std::string> paths;
    if (::glob(pattern.c_str(), 0, nullptr, &found) == 0)
        paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    ::globfree(&found);
    return paths;
}

/// One Host line: some pattern matches and no negated one does (ssh_config(5), PATTERNS).
bool is_matched(const std::vector<std::string>& patterns, std::string_view host) {
    bool found = false;
    for (const auto& pattern : patterns) {
        if (pattern.starts_with('!') && matches(std::string_view(pattern).substr(1), host))
            return false;
        found = found || matches(pattern, host);
    }
    return found;
}

} // namespace

HostLines HostLines::read(const std::string& config_file) {
    HostLines lines;
    const std::filesystem::path own = home_of({}) + "/.ssh";
    if (!config_file.empty()) {
        if (config_file != "none")
            lines.read_file(config_file, own, 0);
        return lines;
    }
    lines.read_file(own / "config", own, 0);
    lines.read_file("/etc/ssh/ssh_config", "/etc/ssh", 0);
    return lines;
}

std::string HostLines::signature(std::string_view host) const {
    std::string letters;
    for (const auto& patterns : lines_)
        letters += is_matched(patterns, host) ? 'y' : 'n';
    return letters;
}

void HostLines::read_file(const std::filesystem::path& path, const std::filesystem::path& base, int depth) {
    std::error_code missing;
    if (depth > deepest || !std::filesystem::is_regular_file(path, missing))
        return;
    const auto text = base::read_file(path, file_limit);
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        read_line(line, base, depth);
    }
}

void HostLines::read_line(std::string_view line, const std::filesystem::path& base, int depth) {
    auto words = words_of(line);
    if (words.empty())
        return;
    const auto keyword = base::lower_case(words.front());
    words.erase(words.begin());
    const bool structural = keyword == "host" || keyword == "include";
    if (keyword == "match" || keyword == "canonicalizehostname" || keyword.find('"') != std::string::npos ||
        (structural && line.find_first_of("\"'\\") != std::string_view::npos))
        decide_alone_ = false;
    else if (keyword == "host")
        lines_.push_back(std::move(words));
    else if (keyword == "include")
        include(words, base, depth);
}

void HostLines::include(const std::vector<std::string>& patterns, const std::filesystem::path& base,
                        int depth) {
    for (const auto& pattern : patterns)
        for (const auto& path : found_by(base / without_tilde(pattern))) // an absolute path replaces the base
            read_file(path, base, depth + 1);
}

} // namespace plumbline::transport

#include "resource/types/apparmor/profiles.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace plumbline::resource::apparmor {

namespace {

using probe::FileLines;

/// Cuts the first word off the front; one in double quotes may hold blanks.
std::string cut_word(std::string_view& text) {
    text = base::trim(text);
    if (text.starts_with('"')) {
        const std::size_t end = std::min(text.find('"', 1), text.size());
        const std::string word(text.substr(1, end - 1));
        text.remove_prefix(std::min(end + 1, text.size()));
        return word;
    }
    const std::size_t end = std::min(text.find_first_of(" \t{"), text.size());
    const std::string word(text.substr(0, end));
    text.remove_prefix(end);
    return word;
}

/// "profile man /usr/bin/man flags=(complain) {", "/usr/sbin/ntpd {": what it is called and the rest.
std::string cut_name(std::string_view& text) {
    std::string word = cut_word(text);
    return word == "profile" ? cut_word(text) : word;
}

/// The mode among the flags: flags=(attach_disconnected,complain).
std::string mode_of(std::string_view rest) {
    const std::size_t begin = rest.find('(');
    const std::size_t end = rest.find(')', std::min(begin, rest.size()));
    if (begin == std::string_view::npos || end == std::string_view::npos) {
        return "enforce";
    }
    std::string flags(rest.substr(begin + 1, end - begin - 1));
    std::replace(flags.begin(), flags.end(), ',', ' ');
    for (const std::string_view flag : base::words(flags)) {
        for (const std::string_view mode : {"complain", "kill", "unconfined", "prompt", "default_allow"}) {
            if (flag == mode) {
                return std::string(mode);
            }
        }
    }
    return "enforce";
}

/// The names of the links in a folder below /etc/apparmor.d.
std::set<std::string, std::less<>> names_in(const std::vector<FileLines>& files, std::string_view folder) {
    std::set<std::string, std::less<>> names;
    for (const FileLines& file : files) {
        if (std::string_view(file.path).substr(0, file.path.rfind('/')).ends_with(folder)) {
            names.emplace(probe::file_name(file.path));
        }
    }
    return names;
}

} // namespace

std::optional<Modes> parse_profiles(std::string_view bytes) {
    Modes modes;
    for (const std::string_view line : base::lines(bytes)) {
        const std::size_t open = line.rfind(" (");
        if (open == std::string_view::npos || !line.ends_with(')') || open == 0) {
            return std::nullopt;
        }
        modes.emplace(line.substr(0, open), line.substr(open + 2, line.size() - open - 3));
    }
    return modes;
}

std::map<std::string, Written> written_profiles(const std::vector<FileLines>& files) {
    const auto disabled = names_in(files, "/disable");
    const auto softened = names_in(files, "/force-complain");
    std::map<std::string, Written> profiles;
    for (const FileLines& file : files) {
        const std::string_view name = probe::file_name(file.path);
        if (!std::string_view(file.path).substr(0, file.path.rfind('/')).ends_with("/apparmor.d")) {
            continue;
        }
        for (const auto& [number, text] : file.lines) {
            if (text.starts_with(' ') || text.starts_with('\t') || text.starts_with('^')) {
                continue;
            }
            std::string_view rest = text;
            const std::string profile = cut_name(rest);
            const std::string mode = disabled.count(name) > 0   ? "disabled"
                                     : softened.count(name) > 0 ? "complain"
                                                                : mode_of(rest);
            profiles.emplace(profile, Written{mode, fmt::format("{}:{}", file.path, number)});
        }
    }
    return profiles;
}

} // namespace plumbline::resource::apparmor

#include "resource/formats/directives/words.hpp"

#include "base/text.hpp"
#include "resource/formats/gathering.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource::formats {
namespace {

std::string_view without_quotes(std::string_view value) {
    const bool quoted =
        value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
    return quoted ? value.substr(1, value.size() - 2) : value;
}

/// As sysctl(8): if the first of dots and slashes is a slash, they change places.
std::string with_dots(std::string_view key) {
    const auto first = key.find_first_of("./");
    const bool slashes = first != std::string_view::npos && key[first] == '/';
    return slashes ? swap_dots_and_slashes(key) : std::string(key);
}

std::string with_plain_blanks(std::string_view value) {
    return fmt::format("{}", fmt::join(base::words(value), " "));
}

/// Without what follows a '#' outside of quotes that begins the line or stands after a blank.
std::string_view without_comment(std::string_view line) {
    char quote = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (quote != 0) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '#' && (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t')) {
            return base::trim(line.substr(0, at));
        }
    }
    return line;
}

/// What a line says: an entry without its place, nothing, or why it is malformed.
using Line = std::variant<std::monostate, Entry, std::string>;

/// Each line that is neither empty nor begins with one of `comments`.
template <typename ReadLine>
Contents read_lines(std::string_view bytes, std::string_view comments, ReadLine read_line) {
    Gathering gathering;
    if (auto refused = refuse(bytes)) {
        return *std::move(refused);
    }
    std::size_t number = 0;
    for (const auto raw : base::lines(bytes)) {
        ++number;
        const auto line = base::trim(raw);
        if (line.empty() || comments.find(line.front()) != std::string_view::npos) {
            continue;
        }
        Line said = read_line(line);
        if (auto* entry = std::get_if<Entry>(&said)) {
            entry->line = number;
            gathering.add(std::move(*entry));
        } else if (auto* wrong = std::get_if<std::string>(&said)) {
            gathering.fail({number, std::move(*wrong)});
        }
    }
    return std::move(gathering).take();
}

Entry entry(std::string_view key, std::string value) {
    return {"", std::string(base::trim(key)), std::move(value), 0};
}

Line login_defs_line(std::string_view line) {
    const auto end = line.find_first_of(" \t");
    if (end == std::string_view::npos) {
        return "expected a value after the name";
    }
    return entry(line.substr(0, end), std::string(without_quotes(base::trim(line.substr(end)))));
}

/// What is no assignment is passed over by sysctl(8) and systemd-sysctl(8), too.
Line sysctl_line(std::string_view line) {
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) {
        return {};
    }
    const std::size_t minus = line.front() == '-' ? 1 : 0;
    return entry(with_dots(base::trim(line.substr(minus, equals - minus))),
                 with_plain_blanks(line.substr(equals + 1)));
}

Line assignment_line(std::string_view line) {
    line = without_comment(line);
    const auto end = std::min(line.find_first_of(" \t="), line.size());
    auto rest = base::trim(line.substr(end));
    if (rest.starts_with('=')) {
        rest = base::trim(rest.substr(1));
    } else if (rest.empty()) {
        rest = "yes";
    }
    return entry(line.substr(0, end), std::string(without_quotes(rest)));
}

Line directive_line(std::string_view line) {
    const auto end = std::min(line.find_first_of(" \t"), line.size());
    return entry(line.substr(0, end), with_plain_blanks(line.substr(end)));
}

} // namespace

std::string swap_dots_and_slashes(std::string_view key) {
    std::string swapped(key);
    for (char& c : swapped) {
        c = c == '.' ? '/' : c == '/' ? '.' : c;
    }
    return swapped;
}

Contents read_login_defs(std::string_view bytes) {
    return read_lines(bytes, "#", login_defs_line);
}

Contents read_sysctl(std::string_view bytes) {
    return read_lines(bytes, "#;", sysctl_line);
}

Contents read_assignments(std::string_view bytes) {
    return read_lines(bytes, "#", assignment_line);
}

Contents read_directives(std::string_view bytes) {
    return read_lines(bytes, "#%!;", directive_line);
}

} // namespace plumbline::resource::formats

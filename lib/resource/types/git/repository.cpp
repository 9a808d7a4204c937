#include "resource/types/git/repository.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cctype>

namespace plumbline::resource::git {

namespace {

constexpr std::string_view branches = "ref: refs/heads/";

bool is_commit(std::string_view text) {
    return (text.size() == 40 || text.size() == 64) &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// A loose ref is the hash alone; packed-refs has lines "HASH REF", of which several may have been found.
std::string commit_of(const std::vector<std::string_view>& lines, std::string_view ref) {
    for (const std::string_view line : lines) {
        const auto words = base::words(line);
        if ((words.size() == 1 || (words.size() == 2 && words[1] == ref)) && is_commit(words[0])) {
            return std::string(words[0]);
        }
    }
    return "";
}

/// "[remote "origin"]" gives "origin"; nothing for another section.
std::optional<std::string> remote_of(std::string_view header) {
    constexpr std::string_view begin = "[remote \"";
    const std::size_t end = header.find("\"]");
    if (!header.starts_with(begin) || end == std::string_view::npos) {
        return std::nullopt;
    }
    return std::string(header.substr(begin.size(), end - begin.size()));
}

bool is_key(std::string_view line, std::string_view key) {
    const std::string_view name = base::trim(line.substr(0, line.find('=')));
    return std::equal(name.begin(), name.end(), key.begin(), key.end(),
                      [](unsigned char left, unsigned char right) { return std::tolower(left) == right; });
}

std::string value_of(std::string_view line) {
    std::string_view value = base::trim(line.substr(line.find('=') + 1));
    if (value.size() > 1 && value.front() == '"' && value.back() == '"') {
        value = value.substr(1, value.size() - 2);
    }
    return std::string(value);
}

void read_configuration(const std::vector<std::string_view>& lines, Repository& repository) {
    std::optional<std::string> remote;
    for (std::string_view line : lines) {
        line = base::trim(line);
        if (line.starts_with('[')) {
            remote = remote_of(line);
            repository.includes = repository.includes || line.starts_with("[include");
        } else if (remote && is_key(line, "url") && line.find('=') != std::string_view::npos) {
            repository.remotes.try_emplace(*remote, without_password(value_of(line)));
        }
    }
}

} // namespace

std::string without_password(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) {
        return std::string(url);
    }
    const std::size_t start = scheme + 3;
    const std::string_view authority = url.substr(start, url.find('/', start) - start);
    const std::size_t at = authority.rfind('@');
    if (at == std::string_view::npos) {
        return std::string(url);
    }
    // over HTTP a token may stand in the user's place; over ssh it is only a name
    const std::string_view user = authority.substr(0, std::min(at, authority.find(':')));
    const bool is_name = user.size() < at || url.substr(0, scheme).ends_with("ssh");
    return std::string(url.substr(0, start)) + (is_name ? std::string(user) + "@" : "") +
           std::string(url.substr(start + at + 1));
}

std::optional<Repository> read_repository(std::string_view answer) {
    constexpr std::string_view head_word = "head ";
    constexpr std::string_view commit_word = "commit ";
    auto lines = base::lines(answer);
    const auto empty = std::find(lines.begin(), lines.end(), "");
    if (lines.size() < 3 || empty == lines.end() || !lines[0].starts_with(head_word) ||
        !lines[1].starts_with(commit_word) || empty < lines.begin() + 2) {
        return std::nullopt;
    }
    const std::string_view head = lines[0].substr(head_word.size());
    lines[1].remove_prefix(commit_word.size());
    Repository repository;
    if (head.starts_with(branches)) {
        repository.branch = head.substr(branches.size());
        repository.commit = commit_of({lines.begin() + 1, empty}, head.substr(5));
    } else if (is_commit(head)) {
        repository.commit = head;
    } else {
        return std::nullopt;
    }
    read_configuration({empty + 1, lines.end()}, repository);
    return repository;
}

} // namespace plumbline::resource::git

#include "facts/os_release.hpp"

#include <algorithm>
#include <utility>

namespace plumbline::facts {
namespace {

bool is_name(std::string_view text) {
    return !text.empty() &&
           text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string_view::npos;
}

/// In single quotes all stands for itself; else a backslash takes the meaning from the next byte.
std::string unquote(std::string_view text) {
    const char quote = text.empty() ? '\0' : text.front();
    const bool quoted = text.size() >= 2 && (quote == '"' || quote == '\'') && text.back() == quote;
    if (quoted)
        text = text.substr(1, text.size() - 2);
    std::string plain;
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (text[index] == '\\' && !(quoted && quote == '\'') && index + 1 < text.size())
            ++index;
        plain += text[index];
    }
    return plain;
}

std::string_view family_of(std::string_view id) {
    static constexpr std::pair<std::string_view, std::string_view> families[] = {
        {"debian", "debian"}, {"ubuntu", "debian"},  {"rhel", "redhat"},   {"centos", "redhat"},
        {"fedora", "redhat"}, {"suse", "suse"},      {"opensuse", "suse"}, {"sles", "suse"},
        {"arch", "arch"},     {"archlinux", "arch"}, {"alpine", "alpine"}, {"gentoo", "gentoo"},
        {"amzn", "redhat"},   {"freebsd", "bsd"},    {"openbsd", "bsd"},   {"netbsd", "bsd"},
        {"darwin", "darwin"}, {"raspbian", "debian"}};
    const auto* found = std::find_if(std::begin(families), std::end(families),
                                     [&](const auto& family) { return family.first == id; });
    return found == std::end(families) ? std::string_view() : found->second;
}

/// By ID, then by each word of ID_LIKE, nearest first; a system that is like no other is a family of its own.
std::string family_of(const std::string& id, std::string_view like) {
    std::string_view family = family_of(id);
    while (family.empty() && !like.empty()) {
        const std::size_t space = std::min(like.find(' '), like.size());
        family = family_of(like.substr(0, space));
        like.remove_prefix(std::min(space + 1, like.size()));
    }
    return family.empty() ? id : std::string(family);
}

} // namespace

std::map<std::string, std::string> parse_os_release(std::string_view text) {
    std::map<std::string, std::string> release;
    while (!text.empty()) {
        const std::size_t newline = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, newline);
        const std::size_t equals = std::min(line.find('='), line.size());
        if (equals < line.size() && is_name(line.substr(0, equals)))
            release.insert_or_assign(std::string(line.substr(0, equals)), unquote(line.substr(equals + 1)));
        text.remove_prefix(std::min(newline + 1, text.size()));
    }
    return release;
}

base::Values os_facts(const std::map<std::string, std::string>& release) {
    base::Values facts;
    const auto value_of = [&](const std::string& key) {
        const auto found = release.find(key);
        return found == release.end() ? std::string() : found->second;
    };
    const auto tell = [&](const std::string& name, const std::string& value) {
        if (!value.empty())
            facts[name] = value;
    };
    const std::string id = value_of("ID");
    tell("os.id", id);
    tell("os.version", value_of("VERSION_ID"));
    tell("os.name", value_of("PRETTY_NAME").empty() ? value_of("NAME") : value_of("PRETTY_NAME"));
    tell("os.family", family_of(id, value_of("ID_LIKE")));
    return facts;
}

} // namespace plumbline::facts

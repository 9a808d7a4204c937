#include "resource/types/setting/in_force/said.hpp"

#include "base/text.hpp"
#include "resource/formats/directives/words.hpp"

#include <algorithm>
#include <array>
#include <strings.h>

namespace plumbline::resource::setting {
namespace {

bool same_word(std::string_view left, std::string_view right) {
    return left.size() == right.size() && strncasecmp(left.data(), right.data(), left.size()) == 0;
}

/// Keywords of which sshd -T prints a line for each value, or whose value is one text with blanks in it.
bool is_one_text(std::string_view keyword) {
    static constexpr std::array<std::string_view, 12> all{
        "AcceptEnv", "AllowGroups",  "AllowUsers",      "Banner", "DenyGroups", "DenyUsers",
        "HostKey",   "ForceCommand", "HostCertificate", "SetEnv", "Subsystem",  "VersionAddendum"};
    return std::any_of(all.begin(), all.end(), [&](auto one) { return same_word(one, keyword); });
}

/// systemd.directives(7): a directive of time is a property in microseconds, another a property of a new
/// name.
std::string property_of(std::string_view directive) {
    std::string name(directive);
    if (name.ends_with("Sec")) {
        return name.substr(0, name.size() - 3) + "USec";
    }
    return name;
}

} // namespace

std::optional<std::vector<std::string>> sshd_values(std::string_view answer, std::string_view keyword) {
    std::vector<std::string> values;
    for (const auto line : base::lines(answer)) {
        const auto end = std::min(line.find(' '), line.size());
        if (!same_word(line.substr(0, end), keyword)) {
            continue;
        }
        const auto rest = base::trim(line.substr(end));
        if (is_one_text(keyword)) {
            values.emplace_back(rest);
            continue;
        }
        for (const auto word : base::words(rest)) {
            values.emplace_back(word);
        }
    }
    return values.empty() ? std::nullopt : std::optional(std::move(values));
}

std::optional<std::vector<std::string>> unit_values(std::string_view answer, std::string_view directive) {
    const auto wanted = property_of(directive) + "=";
    std::vector<std::string> values;
    for (const auto property : base::split(answer, '\t')) {
        if (property.starts_with(wanted)) {
            values.emplace_back(base::trim(property.substr(wanted.size())));
        }
    }
    return values.empty() ? std::nullopt : std::optional(std::move(values));
}

bool knows_unit(std::string_view answer) {
    const auto properties = base::split(answer, '\t');
    return std::find(properties.begin(), properties.end(), "LoadState=not-found") == properties.end();
}

std::string parameter_path(std::string_view key) {
    const auto first = key.find_first_of("./");
    const bool dots = first != std::string_view::npos && key[first] == '.';
    return dots ? formats::swap_dots_and_slashes(key) : std::string(key);
}

} // namespace plumbline::resource::setting

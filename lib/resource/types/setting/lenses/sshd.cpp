#include "resource/formats/directives/sshd.hpp"
#include "base/letter_case.hpp"

#include "resource/types/setting/lenses/all.hpp"
#include "resource/types/setting/lenses/durations.hpp"

#include <algorithm>
#include <array>
#include <strings.h>

namespace plumbline::resource::setting {
namespace {

bool is_one_of(std::string_view key, const std::vector<std::string_view>& all) {
    return std::any_of(all.begin(), all.end(), [&](std::string_view one) {
        return one.size() == key.size() && strncasecmp(one.data(), key.data(), key.size()) == 0;
    });
}

/// sshd_config(5): "the first obtained value will be used", but for what adds up.
Winner winner_of(std::string_view key) {
    static const std::vector<std::string_view> adding{
        "AcceptEnv", "AllowGroups", "AllowUsers", "DenyGroups",    "DenyUsers", "HostCertificate",
        "HostKey",   "Include",     "Port",       "ListenAddress", "Subsystem"};
    return is_one_of(key, adding) ? Winner::every : Winner::first;
}

/// Lengths of time as seconds, and sshd's own words in one case.
std::string canonical(std::string_view key, std::string_view value) {
    if (is_one_of(key, {"LoginGraceTime", "ClientAliveInterval"})) {
        const auto seconds = sshd_seconds(value);
        return seconds ? std::to_string(*seconds) : std::string(value);
    }
    const auto word = base::lower_case(value);
    if (is_one_of(key, {"LogLevel", "SyslogFacility"})) {
        return word;
    }
    if (word == "without-password" && is_one_of(key, {"PermitRootLogin"})) {
        return "prohibit-password";
    }
    static const std::vector<std::string_view> words{"yes",
                                                     "no",
                                                     "prohibit-password",
                                                     "none",
                                                     "any",
                                                     "all",
                                                     "forced-commands-only",
                                                     "sandbox",
                                                     "clientspecified",
                                                     "delayed",
                                                     "local",
                                                     "remote"};
    return is_one_of(value, words) ? word : std::string(value);
}

/// Lists of algorithms that add to sshd's own, or take from them.
bool relative(std::string_view key, std::string_view value) {
    static const std::vector<std::string_view> lists{"Ciphers",
                                                     "MACs",
                                                     "KexAlgorithms",
                                                     "HostKeyAlgorithms",
                                                     "PubkeyAcceptedAlgorithms",
                                                     "HostbasedAcceptedAlgorithms",
                                                     "CASignatureAlgorithms"};
    return is_one_of(key, lists) && !value.empty() &&
           std::string_view("+-^").find(value.front()) != std::string_view::npos;
}

Layout layout(const std::string& title) {
    return {.mains = {title}, .folders = {{"/etc/ssh/sshd_config.d", ""}}, .included = true};
}

Lens lens() {
    return {.name = "sshd",
            .keys = "keywords of sshd_config(5) in any case; the section of a Match block is its line, "
                    "\"Match User bob\". The first value counts; AllowUsers, AcceptEnv, Port and their like "
                    "have all values. Include is followed to /etc/ssh/sshd_config.d.",
            .paths = {"/etc/ssh/sshd_config"},
            .reader = formats::read_sshd_config,
            .meaning = {.winner = Winner::first,
                        .any_case = true,
                        .winner_of = winner_of,
                        .canonical = canonical,
                        .separators = ",",
                        .relative = relative},
            .layout = layout,
            .inclusions = {{.key = "Include"}},
            .base = "/etc/ssh",
            .overriding = "Match all",
            .program = Program::sshd};
}

/// A file of the folder is looked at alone.
Lens drop_in() {
    auto alone = lens();
    alone.name = "sshd_drop_in";
    alone.keys = "as sshd; one file alone, its Include not followed";
    alone.paths = {"/etc/ssh/sshd_config.d/*"};
    alone.layout = nullptr;
    alone.program = Program::none;
    return alone;
}

} // namespace

std::vector<Lens> sshd_lenses() {
    return {lens(), drop_in()};
}

} // namespace plumbline::resource::setting

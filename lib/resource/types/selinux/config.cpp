#include "resource/types/selinux/config.hpp"

#include "base/letter_case.hpp"
#include "base/text.hpp"

#include <fmt/format.h>


namespace plumbline::resource::selinux {

namespace {

/// Whatever follows the word on its line is passed over.
std::string mode_at(std::string_view text) {
    for (const char* mode : {"enforcing", "permissive", "disabled"}) {
        if (base::lower_case(text).starts_with(mode)) {
            return mode;
        }
    }
    return "";
}

} // namespace

Config read_config(std::string_view bytes) {
    constexpr std::string_view mode_key = "SELINUX=";
    constexpr std::string_view policy_key = "SELINUXTYPE=";
    Config config;
    bool has_mode = false;
    for (const std::string_view line : base::lines(bytes)) {
        if (line.starts_with(mode_key) && !has_mode) {
            config.mode = mode_at(line.substr(mode_key.size()));
            has_mode = true;
        } else if (base::trim(line).starts_with(policy_key)) {
            config.policy = base::trim(base::trim(line).substr(policy_key.size()));
        }
    }
    return config;
}

std::optional<std::string> kept_boolean(const std::vector<probe::FileLines>& stores, std::string_view policy,
                                        std::string_view name) {
    std::optional<std::string> kept;
    for (const probe::FileLines& store : stores) {
        if (store.path.find(fmt::format("/selinux/{}/", policy)) == std::string::npos) {
            continue;
        }
        for (const auto& [number, text] : store.lines) {
            const std::size_t equals = text.find('=');
            if (equals != std::string::npos && base::trim(std::string_view(text).substr(0, equals)) == name) {
                kept = on_or_off(base::trim(std::string_view(text).substr(equals + 1)));
            }
        }
    }
    return kept;
}

std::optional<std::string> on_or_off(std::string_view text) {
    const std::string word = base::lower_case(text);
    if (word == "1" || word == "true" || word == "on") {
        return "on";
    }
    return word == "0" || word == "false" || word == "off" ? std::optional<std::string>("off") : std::nullopt;
}

} // namespace plumbline::resource::selinux

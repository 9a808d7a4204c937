#include "resource/types/service/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::resource::service {

namespace {

std::string_view bare_name(std::string_view name) {
    const auto dot = name.rfind('.');
    const auto kind = dot == std::string_view::npos ? "" : name.substr(dot);
    return kind == ".service" || kind == ".socket" ? name.substr(0, dot) : name;
}

} // namespace

std::string script_of(const std::string& name) {
    return name.ends_with(".service") ? name.substr(0, name.rfind('.')) : name;
}

base::List systemctl(base::List words, const std::string& name) {
    words.insert(words.begin(), "systemctl");
    if (name.starts_with('-')) // "-.mount"
        words.push_back("--");
    words.push_back(name);
    return words;
}

base::List tell(Init init, const std::string& verb, const std::string& name) {
    const auto script = script_of(name);
    switch (init) {
    case Init::openrc:
        return verb == "try-restart" ? base::List{"rc-service", "--ifstarted", script, "restart"}
                                     : base::List{"rc-service", script, verb};
    case Init::sysv:
        return {"service", script, verb};
    case Init::systemd:
    case Init::unit_files:
        break;
    }
    return systemctl({verb}, name);
}

std::string why_not_restarted(const std::string& name) {
    static constexpr std::array<std::string_view, 3> buses{"dbus", "dbus-broker", "messagebus"};
    if (std::ranges::find(buses, bare_name(name)) == buses.end())
        return "";
    return fmt::format("whoever talks over {} is cut off when it restarts, systemd itself among them: reboot "
                       "the host when that suits",
                       name);
}

} // namespace plumbline::resource::service

#include "resource/formats/readers.hpp"
#include "resource/types/setting/lenses/all.hpp"
#include "resource/types/setting/lenses/durations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::resource::setting {
namespace {

bool is_one_of(std::string_view key, const std::vector<std::string_view>& all) {
    return std::find(all.begin(), all.end(), key) != all.end();
}

/// Directives of lists: each assignment adds to them, an empty one begins anew.
Winner winner_of(std::string_view key) {
    static const std::vector<std::string_view> lists{"After",
                                                     "Alias",
                                                     "Also",
                                                     "AmbientCapabilities",
                                                     "Before",
                                                     "BindPaths",
                                                     "BindReadOnlyPaths",
                                                     "BindsTo",
                                                     "CapabilityBoundingSet",
                                                     "Conflicts",
                                                     "DNS",
                                                     "DeviceAllow",
                                                     "Documentation",
                                                     "Domains",
                                                     "Environment",
                                                     "EnvironmentFile",
                                                     "ExecCondition",
                                                     "ExecPaths",
                                                     "ExecReload",
                                                     "ExecStart",
                                                     "ExecStartPost",
                                                     "ExecStartPre",
                                                     "ExecStop",
                                                     "ExecStopPost",
                                                     "FallbackDNS",
                                                     "FallbackNTP",
                                                     "IPAddressAllow",
                                                     "IPAddressDeny",
                                                     "InaccessiblePaths",
                                                     "JoinsNamespaceOf",
                                                     "ListenDatagram",
                                                     "ListenStream",
                                                     "LogsDirectory",
                                                     "NTP",
                                                     "NoExecPaths",
                                                     "OnBootSec",
                                                     "OnCalendar",
                                                     "OnFailure",
                                                     "OnUnitActiveSec",
                                                     "PartOf",
                                                     "PassEnvironment",
                                                     "PathExists",
                                                     "ReadOnlyPaths",
                                                     "ReadWritePaths",
                                                     "RequiredBy",
                                                     "Requires",
                                                     "Requisite",
                                                     "RestrictAddressFamilies",
                                                     "RuntimeDirectory",
                                                     "StateDirectory",
                                                     "SupplementaryGroups",
                                                     "SystemCallArchitectures",
                                                     "SystemCallFilter",
                                                     "TemporaryFileSystem",
                                                     "UnsetEnvironment",
                                                     "Upholds",
                                                     "WantedBy",
                                                     "Wants"};
    return is_one_of(key, lists) ? Winner::reset : Winner::last;
}

/// systemd prints lengths of time as "1min 30s" and sizes as bytes; both are compared as numbers.
std::optional<std::uint64_t> number_of(std::string_view key, std::string_view value) {
    if (key.ends_with("Sec") || key.ends_with("USec")) {
        return systemd_microseconds(value);
    }
    static const std::vector<std::string_view> sizes{"LimitAS",           "LimitCORE",
                                                     "LimitDATA",         "LimitFSIZE",
                                                     "LimitMEMLOCK",      "LimitRSS",
                                                     "LimitSTACK",        "MemoryHigh",
                                                     "MemoryLow",         "MemoryMax",
                                                     "MemoryMin",         "MemorySwapMax",
                                                     "RuntimeKeepFree",   "RuntimeMaxFileSize",
                                                     "RuntimeMaxUse",     "SystemKeepFree",
                                                     "SystemMaxFileSize", "SystemMaxUse",
                                                     "ProcessSizeMax",    "ExternalSizeMax",
                                                     "JournalSizeMax",    "MaxUse",
                                                     "KeepFree"};
    return is_one_of(key, sizes) ? systemd_bytes(value) : std::nullopt;
}

std::string in_seconds(std::uint64_t microseconds) {
    constexpr std::uint64_t second = 1'000'000;
    return microseconds % second == 0 ? std::to_string(microseconds / second)
                                      : fmt::format("{}us", microseconds);
}

std::string canonical(std::string_view key, std::string_view value) {
    if (const auto number = number_of(key, value)) {
        return key.ends_with("Sec") ? in_seconds(*number) : std::to_string(*number);
    }
    if (is_one_of(value, {"yes", "true", "on", "y", "t"})) {
        return "yes";
    }
    return is_one_of(value, {"no", "false", "off", "n", "f"}) ? "no" : std::string(value);
}

const std::vector<std::string> roots{"/etc/systemd", "/run/systemd", "/usr/local/lib/systemd",
                                     "/usr/lib/systemd"};

std::string name_of(const std::string& title) {
    return title.substr(title.rfind('/') + 1);
}

/// systemd-system.conf(5): the first main file, then NAME.d of all roots in the order of names.
Layout configuration(const std::string& title) {
    Layout layout;
    for (const auto& root : roots) {
        layout.mains.push_back(fmt::format("{}/{}", root, name_of(title)));
        layout.folders.push_back({fmt::format("{}/{}.d", root, name_of(title)), ".conf"});
    }
    return layout;
}

/// systemd.unit(5): the names of a unit's own folders of drop-ins, the most specific first. "a-b@c.service"
/// has "a-b@c.service.d", "a-b@.service.d" and "a-.service.d".
std::vector<std::string> drop_in_names(const std::string& stem, const std::string& suffix) {
    std::vector<std::string> names{stem + suffix + ".d"};
    const auto at = stem.find('@');
    if (at != std::string::npos && at + 1 < stem.size()) {
        names.push_back(stem.substr(0, at + 1) + suffix + ".d");
    }
    for (auto dash = stem.rfind('-', at); dash != std::string::npos && dash > 0;
         dash = stem.rfind('-', dash - 1)) {
        names.push_back(stem.substr(0, dash + 1) + suffix + ".d");
    }
    return names;
}

/// As unit_file_find_dropin_paths() of systemd: a root's folders together, those of all units of a kind
/// ("service.d") last.
Layout unit(const std::string& title) {
    const auto name = name_of(title);
    const auto stem = name.substr(0, name.rfind('.'));
    const auto suffix = name.substr(stem.size());
    Layout layout;
    for (const auto& root : roots) {
        layout.mains.push_back(fmt::format("{}/system/{}", root, name));
        for (const auto& folder : drop_in_names(stem, suffix)) {
            layout.folders.push_back({fmt::format("{}/system/{}", root, folder), ".conf"});
        }
    }
    for (const auto& root : roots) {
        layout.folders.push_back({fmt::format("{}/system/{}.d", root, suffix.substr(1)), ".conf"});
    }
    return layout;
}

std::string only_section(const std::string& title) {
    static const std::array<std::pair<std::string_view, std::string_view>, 11> sections{{
        {"journald.conf", "Journal"},
        {"logind.conf", "Login"},
        {"resolved.conf", "Resolve"},
        {"timesyncd.conf", "Time"},
        {"system.conf", "Manager"},
        {"user.conf", "Manager"},
        {"coredump.conf", "Coredump"},
        {"sleep.conf", "Sleep"},
        {"journal-upload.conf", "Upload"},
        {"journal-remote.conf", "Remote"},
        {"oomd.conf", "OOM"},
    }};
    // of a drop-in, its folder has the name
    const auto found = std::find_if(sections.begin(), sections.end(), [&](const auto& one) {
        return title.find(fmt::format("/{}", one.first)) != std::string::npos;
    });
    return found == sections.end() ? "" : std::string(found->second);
}

Meaning meaning() {
    return {.winner = Winner::last, .winner_of = winner_of, .canonical = canonical, .separators = " "};
}

} // namespace

std::vector<Lens> systemd_lenses() {
    return {
        {.name = "systemd.conf",
         .keys =
             "directives; the section may be left out where the program knows only one (Journal of "
             "journald.conf). Drop-ins of /etc, /run, /usr/local/lib and /usr/lib are read as systemd does",
         .paths = {"/etc/systemd/*.conf", "/usr/lib/systemd/*.conf"},
         .reader = formats::read_ini,
         .meaning = meaning(),
         .layout = configuration,
         .section = only_section},
        {.name = "systemd.unit",
         .keys = "directives of `section: Service` and its like; every drop-in of the unit counts, and lists "
                 "(Environment, After) have all values since the last empty one",
         .paths = {"/etc/systemd/system/*.*", "/usr/lib/systemd/system/*.*", "/lib/systemd/system/*.*",
                   "/usr/local/lib/systemd/system/*.*"},
         .reader = formats::read_ini,
         .meaning = meaning(),
         .layout = unit,
         .program = Program::systemd},
        {.name = "systemd",
         .keys = "as systemd.unit; one file alone, such as a drop-in",
         .paths = {"/etc/systemd/*.conf.d/*.conf", "/usr/lib/systemd/*.conf.d/*.conf",
                   "/etc/systemd/system/*.d/*.conf", "/usr/lib/systemd/system/*.d/*.conf",
                   "/etc/systemd/network/*", "/etc/systemd/user/*", "/usr/share/dbus-1/*/*.service"},
         .reader = formats::read_ini,
         .meaning = meaning(),
         .section = only_section},
    };
}

} // namespace plumbline::resource::setting

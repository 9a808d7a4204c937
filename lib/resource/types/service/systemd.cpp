#include "base/text.hpp"
#include "resource/formats/systemd_time.hpp"
#include "resource/types/service/seen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace plumbline::resource::service {

namespace {

using Properties = std::map<std::string_view, std::string_view>;

// systemctl(1), "is-enabled"; "" is what `show` gives for a unit without a file
constexpr std::array<std::string_view, 15> unit_file_states{
    "",          "enabled", "enabled-runtime", "linked",   "linked-runtime", "alias",
    "masked",    "static",  "masked-runtime",  "disabled", "indirect",       "generated",
    "transient", "bad",     "not-found"};

bool is_unit_file_state(std::string_view word) {
    return std::find(unit_file_states.begin(), unit_file_states.end(), word) != unit_file_states.end();
}

bool is_masked(std::string_view unit_file_state) {
    return unit_file_state.starts_with("masked");
}

std::optional<Properties> read_properties(std::string_view block) {
    Properties properties;
    for (const std::string_view line : base::split(block, '\t')) {
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) {
            return std::nullopt;
        }
        properties[line.substr(0, equals)] = line.substr(equals + 1);
    }
    return properties;
}

/// ActiveState and SubState (systemd(1)) in the words of all init systems.
std::string state(std::string_view active, std::string_view sub) {
    if (active == "active" || active == "reloading" || active == "refreshing") {
        return "running";
    }
    if (active == "inactive") {
        return "stopped";
    }
    return std::string(active == "activating" && sub.starts_with("auto-restart") ? "restarting" : active);
}

/// Sorted: systemd names them in another order each time.
base::List started_by(Properties& properties) {
    std::set<std::string> units;
    for (const char* relation : {"WantedBy", "RequiredBy", "UpheldBy", "TriggeredBy"}) {
        for (const std::string_view unit : base::words(properties[relation])) {
            units.emplace(unit);
        }
    }
    return {units.begin(), units.end()};
}

std::vector<std::string> remarks(Properties& properties) {
    std::vector<std::string> said;
    if (properties["ActiveState"] == "failed" && properties["Result"] != "success") {
        said.push_back(fmt::format("systemd says why it failed: {}", properties["Result"]));
    }
    if (properties["SubState"] == "exited") {
        said.push_back("active, but its process has ended (it is of the type oneshot)");
    }
    if (properties["NeedDaemonReload"] == "yes" && properties["ActiveState"] != "active") {
        said.push_back("its unit file changed on disk after systemd read it (daemon-reload is due)");
    }
    if (properties["LoadState"] == "bad-setting" || properties["LoadState"] == "error") {
        said.push_back(fmt::format("systemd can't load its unit file: {}", properties["LoadState"]));
    }
    return said;
}

/// Between the quotes that stat(1) puts around a name.
std::string unquoted(std::string_view name) {
    const bool quoted = name.size() > 1 && name.front() == '\'' && name.back() == '\'';
    return std::string(quoted ? name.substr(1, name.size() - 2) : name);
}

std::string without_deleted(std::string_view path) {
    constexpr std::string_view deleted = " (deleted)";
    return std::string(path.ends_with(deleted) ? path.substr(0, path.size() - deleted.size()) : path);
}

/// systemd knows that a file changed after it read it; after a daemon-reload, the process still runs what was
/// read before.
bool runs_older_unit(Properties& properties) {
    const auto changed = base::to_integer<std::int64_t>(properties["UnitChanged"]);
    const auto started = formats::read_systemd_time(std::string(properties["ExecMainStartTimestamp"]));
    return properties["NeedDaemonReload"] == "yes" || (changed && started && *changed > *started);
}

Running running(Properties& properties) {
    return {.since = formats::read_systemd_time(std::string(properties["StateChangeTimestamp"])),
            .older_unit = runs_older_unit(properties),
            .has_process = !properties["MainPID"].empty() && properties["MainPID"] != "0",
            .program = unquoted(properties["Program"]),
            .library = without_deleted(properties["Library"])};
}

} // namespace

std::optional<Seen> read_systemd(std::string_view block) {
    auto properties = read_properties(block);
    if (!properties || !properties->contains("LoadState") || !properties->contains("ActiveState") ||
        !is_unit_file_state((*properties)["UnitFileState"])) {
        return std::nullopt;
    }
    Properties& unit = *properties;
    Seen seen{.state = state(unit["ActiveState"], unit["SubState"]),
              .started_by = started_by(unit),
              .masked = unit["LoadState"] == "masked" || is_masked(unit["UnitFileState"]),
              .remarks = remarks(unit)};
    // a unit can still run after its file is gone
    seen.exists = unit["LoadState"] != "not-found" || seen.state != "stopped";
    if (unit["LoadState"] == "not-found" && seen.exists) {
        seen.remarks.push_back("its unit file is gone");
    }
    if (seen.state == "running") {
        seen.running = running(unit);
    }
    seen.enabled = unit["UnitFileState"].empty() ? "static" : unit["UnitFileState"];
    return seen;
}

std::optional<Seen> read_unit_file(std::string_view word) {
    Seen seen{.state_unknown = "systemd is installed but does not run here", .enabled = std::string(word)};
    if (word.empty()) {
        seen.exists = false;
    } else if (!is_unit_file_state(word)) {
        seen.enabled_unknown = fmt::format("systemctl: {}", word);
    } else if (word != "enabled" && word != "disabled" && !is_masked(word)) {
        seen.enabled_unknown = fmt::format(
            "its unit file is {}, and without a running systemd nobody knows what starts it", word);
    }
    seen.masked = is_masked(word);
    return seen;
}

} // namespace plumbline::resource::service

// What an init system says of one service, in the words that are the same for all of them.
#pragma once

#include "base/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::service {

enum class Init {
    systemd,
    unit_files, ///< systemd is installed, but does not run
    openrc,
    sysv
};
/// Which of them the probe's line is of.
[[nodiscard]] std::optional<Init> read_init(std::string_view line);

/// What the main process of a running service was started with. systemd alone tells.
struct Running {
    std::optional<std::int64_t> since = {}; ///< its last start or reload, in seconds since 1970
    bool older_unit = false;                ///< its unit file changed after it was started
    bool has_process = false;               ///< a main process is known
    std::string program = {};               ///< its executable, as proc(5) tells it; "" when it can't be told
    std::string library = {};               ///< one that it uses and that was deleted, "/usr/lib/libssl.so.3"
    bool operator==(const Running&) const = default;
};

struct Seen {
    bool exists = true;
    /// "running", "stopped", "failed", or what it is on the way to: "activating", "restarting"; "" when it
    /// can't be told.
    std::string state = {};
    std::string state_unknown = {}; ///< why it can't be told
    /// Whether it starts at boot: "enabled", "disabled", or what else the init system calls it: "static",
    /// "masked".
    std::string enabled = {};
    std::string enabled_unknown = {};
    base::List started_by = {}; ///< what pulls it in: other units, runlevels
    bool masked = false;
    std::vector<std::string> remarks = {};
    std::optional<Running> running = {};
    bool operator==(const Seen&) const = default;
};

/// A unit file without [Install], or one that a generator writes at each boot: `systemctl disable` has
/// nothing to undo.
[[nodiscard]] inline bool cannot_be_disabled(std::string_view enabled) {
    return enabled == "static" || enabled == "generated";
}

// What follows the init system's name in the probe's line; nothing when it is of another form.
[[nodiscard]] std::optional<Seen> read_systemd(std::string_view block);
[[nodiscard]] std::optional<Seen> read_unit_file(std::string_view word);
[[nodiscard]] std::optional<Seen> read_openrc(const std::vector<std::string_view>& words);
[[nodiscard]] std::optional<Seen> read_sysv(const std::vector<std::string_view>& words);

/// Reads the probe's line.
[[nodiscard]] std::optional<Seen> read_service(std::string_view line);

} // namespace plumbline::resource::service

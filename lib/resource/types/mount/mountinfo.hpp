// What is mounted, as /proc/self/mountinfo (proc_pid_mountinfo(5)) has it. Knows its bytes; must not know
// what was desired.
#pragma once

#include "base/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::mount {

struct Mount {
    std::uint64_t id = 0;
    std::uint64_t parent = 0;
    std::uint64_t major = 0;
    std::uint64_t minor = 0;
    std::string
        root; ///< what of the file system is there: "/", or a folder of it (a bind mount, a subvolume)
    std::string path;
    base::List options; ///< of the mount and of its file system; read-only where either is
    std::string type;
    std::string source;
    bool operator==(const Mount&) const = default;
};

/// Nothing when any line is of another form.
[[nodiscard]] std::optional<std::vector<Mount>> parse_mountinfo(std::string_view bytes);

/// The mount in which a path stands, what lies over others alone: its path is the longest that leads there.
[[nodiscard]] const Mount* mount_of(const std::vector<Mount>& mounts, std::string_view path);

/// The one that is mounted at this very path and can be seen there, or nullptr.
[[nodiscard]] const Mount* mounted_at(const std::vector<Mount>& mounts, std::string_view path);

/// Whether what is mounted is the file or folder at this other path, bound to here.
[[nodiscard]] bool is_bound_from(const std::vector<Mount>& mounts, const Mount& mount, std::string_view path);

} // namespace plumbline::resource::mount

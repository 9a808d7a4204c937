// What the next boot sets a key to: sysctl.d(5) as systemd-sysctl reads it, and sysctl(8)'s --system of
// procps, which reads /etc/sysctl.conf as well. Knows files' bytes; must not know what was desired.
#pragma once

#include "probe/lines.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::sysctl {

/// "net.ipv4.conf.eth0/1.forwarding" and "net/ipv4/conf/eth0.1/forwarding" both as the latter: the path below
/// /proc/sys. Dots and slashes change places if the first of them is a dot.
[[nodiscard]] std::string to_path(std::string_view key);

/// A value with its runs of blanks as one space, and none at the ends: "4096\t87380" and "4096 87380" are the
/// same.
[[nodiscard]] std::string normalised(std::string_view value);

/// Reads the probe's answer: the files in the order in which a boot reads them. A file replaces those of its
/// name in less important folders; /etc/sysctl.conf comes last. Nothing when it is of another form.
[[nodiscard]] std::optional<std::vector<probe::FileLines>> read_boot_files(std::string_view answer);

struct Assignment {
    std::string value;
    std::string place; ///< "/etc/sysctl.d/10-net.conf:3"
    bool operator==(const Assignment&) const = default;
};

/// Who has the last word on a key: an assignment that names it, else the last pattern that matches it, unless
/// a line
/// "-KEY" excludes it from patterns.
struct LastWord {
    std::optional<Assignment> assignment = {};
    std::string unreadable = {}; ///< why it can't be told
    bool operator==(const LastWord&) const = default;
};
[[nodiscard]] LastWord last_word(const std::vector<probe::FileLines>& files, std::string_view path);

} // namespace plumbline::resource::sysctl

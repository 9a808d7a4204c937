// The sockets of a host that listen, as the probe's answer tells them. Knows ss(8) and proc(5); must not know
// what was desired.
#pragma once

#include "base/value.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::port {

/// All that listens at one address and port: sockets that share it (SO_REUSEPORT) are one.
struct Listener {
    std::string protocol = {}; ///< "tcp" or "udp"
    std::string address = {};  ///< "0.0.0.0", "::", "127.0.0.53%lo"
    std::uint16_t port = 0;
    /// Whether a socket of [::] takes no IPv4 connections (IPV6_V6ONLY); nothing when it is not known.
    std::optional<bool> only_ipv6 = {};
    std::set<std::string> processes = {}; ///< names as the kernel keeps them: 15 bytes
    std::set<std::uint64_t> users = {};   ///< who opened the sockets
    bool operator==(const Listener&) const = default;
};

struct Listeners {
    std::vector<Listener> all; ///< by protocol, address and port
    bool every_process =
        false; ///< whether a socket without a process has none, and isn't just not ours to see
    bool operator==(const Listeners&) const = default;
};

/// Nothing when the answer is cut short or of another form.
[[nodiscard]] std::optional<Listeners> read_listeners(std::string_view answer);

/// "tcp:0.0.0.0:22", "udp:[::1]:53".
[[nodiscard]] std::string title(const Listener& listener);

// Its parts: one source each. They take lines without the first and the last.
using Lines = std::vector<std::string_view>;
[[nodiscard]] std::optional<std::vector<Listener>> read_ss(const Lines& lines);
[[nodiscard]] std::optional<std::vector<Listener>> read_socket_tables(const Lines& lines);

} // namespace plumbline::resource::port

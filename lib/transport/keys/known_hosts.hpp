#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::transport {

/// One line of a known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT") that speaks of the host asked for.
struct KnownKey {
    enum class Marker { none, authority, revoked };
    Marker marker = Marker::none;
    std::string type; ///< "ssh-ed25519"
    std::string blob; ///< the key as in the protocol (RFC 4253 section 6.6)
    std::string file;
    std::size_t line = 0;
};

/// How known_hosts names a host: lower case, "[host]:port" for a port other than 22.
[[nodiscard]] std::string known_name(std::string_view host, std::string_view port);

/// Whether the first field of a line (patterns, or one hashed name) speaks of the host.
[[nodiscard]] bool names_host(std::string_view field, std::string_view name);

/// A line of known_hosts if it is a well-formed one that speaks of `name`; like OpenSSH, others are passed
/// over.
[[nodiscard]] std::optional<KnownKey> read_known_line(std::string_view line, std::string_view name);

/// Every key of these files for the host, in their order. A file that can't be read is passed over, as ssh
/// does.
[[nodiscard]] std::vector<KnownKey> known_keys(const std::vector<std::filesystem::path>& files,
                                               std::string_view name);

} // namespace plumbline::transport

#pragma once

#include "inventory/inventory.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::inventory {

/// How a host's variables say it is reached. What they leave open is for ssh_config and its defaults.
struct Connection {
    enum class Kind { ssh, local };
    Kind kind = Kind::ssh;
    std::optional<std::string> address;     ///< ansible_host
    std::optional<std::uint16_t> port;      ///< ansible_port
    std::optional<std::string> user;        ///< ansible_user
    std::optional<std::string> key_file;    ///< ansible_ssh_private_key_file as written, "~/" too
    std::vector<std::string> ssh_arguments; ///< ansible_ssh_common_args and ansible_ssh_extra_args, as words
    std::optional<bool> sudo;               ///< ansible_become: as root through sudo

    bool operator==(const Connection&) const = default;
};

/// Throws base::Error, which names the host, the variable and what plumbline takes, for what can't be used or
/// could be read as an option of ssh.
[[nodiscard]] Connection connection_of(const Host& host);

} // namespace plumbline::inventory

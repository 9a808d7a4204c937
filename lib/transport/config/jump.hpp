#pragma once

#include "transport/transport.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::transport {

/// The hosts of ProxyJump ("[user@]host[:port],…", ssh://user@host:port, [v6]:port), in the order in which
/// they are passed. As with ssh -J they take their user and keys from ssh_config, not from the last host.
/// Throws Stopped (resolve).
[[nodiscard]] std::vector<Destination> jumps(std::string_view proxy_jump, const Destination& last);

} // namespace plumbline::transport

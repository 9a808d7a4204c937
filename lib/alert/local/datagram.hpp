#pragma once

#include "alert/channels/channel.hpp"
#include "alert/channels/listener.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumbline::alert {

/// The absolute path of a socket, in the name of `key`: one that fits into unix(7)'s address.
[[nodiscard]] std::optional<std::string> read_socket_path(std::string_view path, const base::Place& place,
                                                          std::string_view key,
                                                          base::Diagnostics& diagnostics);

/// To a datagram socket of this machine. Delivered: it is in the receiver's queue.
[[nodiscard]] Outcome send_to_socket(const std::string& path, std::string_view bytes,
                                     base::Deadline deadline);

/// Delivered says only that it was sent, and that no refusal came back at once: UDP acknowledges nothing.
[[nodiscard]] Outcome send_by_udp(const Listener& listener, std::string_view bytes, base::Deadline deadline);

} // namespace plumbline::alert

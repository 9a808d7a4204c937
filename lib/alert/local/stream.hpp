#pragma once

#include "alert/channels/channel.hpp"
#include "alert/channels/listener.hpp"

#include <string>
#include <string_view>

namespace plumbline::alert {

/// Over a connection of its own: TCP, or TLS for a listener of scheme tls, whose certificate is always
/// proved. `ca_file`: certificates in PEM that are trusted instead of the system's, unless empty. Delivered:
/// the other side read to the end and closed, which is all that a protocol without answers can tell.
[[nodiscard]] Outcome send_by_stream(const Listener& listener, const std::string& ca_file,
                                     std::string_view bytes, base::Deadline deadline);

} // namespace plumbline::alert

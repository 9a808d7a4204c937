#pragma once

#include "transport/transport.hpp"

#include <functional>
#include <optional>
#include <string>

namespace plumbline::transport {

/// What is run on every host. A login shell of any kind reads it (csh, fish, …), so it is plain words and
/// tiny.
[[nodiscard]] std::vector<std::string> shell_words(const Destination& destination);

/// Recognises an answer that shows that the shell never ran: sudo refused, the login shell runs nothing.
/// `place` and `user` name the host and its user in the message.
[[nodiscard]] std::optional<Failure> why_no_shell(const Output& output, const Destination& destination,
                                                  const std::string& place,
                                                  const std::function<std::string()>& user);

} // namespace plumbline::transport

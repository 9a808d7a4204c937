#pragma once

#include "transport/resolver.hpp"
#include "transport/stop.hpp"

#include <string>
#include <vector>

namespace plumbline::transport {

/// How the system's ssh is called: never asks, never accepts a key, forwards and shares nothing, one command.
[[nodiscard]] std::vector<std::string> ssh_command(const Destination& destination, const Limits& limits);

/// What ssh means that ended with 255 and these errors; `place` names the host in the message.
[[nodiscard]] Stopped ssh_failure(std::string_view errors, const std::string& place);

/// Runs the shell on the host by the system's ssh. Throws Stopped.
[[nodiscard]] Output run_ssh(const Destination& destination, std::string_view input, const Limits& limits,
                             base::Deadline host, const std::string& place);

} // namespace plumbline::transport

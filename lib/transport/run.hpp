#pragma once

#include "transport/resolver.hpp"

#include <string_view>

namespace plumbline::transport {

/// Runs `sh` on the host (`sudo -n sh` if the destination says so) over one channel, feeds it the input and
/// returns what it prints. Every phase ends by its deadline; nothing is thrown for what a host does.
[[nodiscard]] Outcome run(const Destination& destination, std::string_view input, const Limits& limits,
                          Resolver& resolver);

} // namespace plumbline::transport

#pragma once

#include "base/child.hpp"
#include "transport/stop.hpp"

#include <string_view>

namespace plumbline::transport {

/// What a local program that stands for the host came to: throws Stopped when it was late or flooded.
[[nodiscard]] Output output_of(base::ChildResult result, const Phase& phase, std::string_view place,
                               const Limits& limits);

/// Runs `sh` on this machine, as a child.
[[nodiscard]] Output run_local(const Destination& destination, std::string_view input, const Limits& limits,
                               base::Deadline host);

} // namespace plumbline::transport

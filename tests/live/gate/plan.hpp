#pragma once

#include "base/file.hpp"

#include <netinet/in.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::live {

/// What becomes of a connection after so many bytes of the host.
enum class End { none, cut, reset, stall };
/// Who talks to the client.
enum class Speaker { host, silence, garbage, flood };

struct Plan {
    sockaddr_in listen{};
    std::optional<sockaddr_in> to;    ///< where to forward, or
    std::vector<std::string> program; ///< what to run on each connection
    Speaker speaker = Speaker::host;
    End end = End::none;
    std::size_t after = 0; ///< bytes of the host that pass before `end`
    std::chrono::milliseconds drip{0};
    std::chrono::milliseconds delay{0};
    std::string tally;
    std::string pid_file;
};

/// Throws Error when the arguments are none of lab-gate's.
[[nodiscard]] Plan read_plan(int argc, char** argv);

[[nodiscard]] base::Descriptor listen_on(sockaddr_in address);
[[nodiscard]] base::Descriptor connect_to(sockaddr_in address);

} // namespace plumbline::live

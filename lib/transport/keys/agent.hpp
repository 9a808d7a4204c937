#pragma once

#include "base/clock.hpp"
#include "base/file.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::transport {

struct AgentKey {
    std::string blob;
    std::string comment;
};

/// A client of ssh-agent (draft-miller-ssh-agent) whose every answer is bounded in time and size; throws
/// Error.
class Agent {
public:
    explicit Agent(const std::string& socket_path);

    [[nodiscard]] std::vector<AgentKey> keys(base::Deadline deadline);
    /// The signature's own bytes, without the name of its algorithm; nothing when the agent refuses.
    [[nodiscard]] std::optional<std::string> sign(std::string_view blob, std::string_view message,
                                                  std::uint32_t flags, base::Deadline deadline);

private:
    [[nodiscard]] std::string ask(std::string_view request, base::Deadline deadline);
    void send(std::string_view bytes, base::Deadline deadline);
    [[nodiscard]] std::string receive(std::size_t count, base::Deadline deadline);

    std::string path_;
    base::Descriptor socket_;
};

} // namespace plumbline::transport

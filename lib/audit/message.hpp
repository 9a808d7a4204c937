#pragma once

#include "transport/transport.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::audit {

/// What goes over the pipe between the parent and a worker: a length (8 bytes, this machine's order), then
/// the message. A worker has talked to a hostile host, so the parent reads what it says as strictly as what a
/// host says.
constexpr std::size_t frame_header = sizeof(std::uint64_t);

/// What the parent tells a worker. To each answer of a host it says one more of these: `follow` or `leave`;
/// to a failure nothing, since there is no session left.
struct Job {
    enum class Kind : std::uint64_t {
        visit,  ///< open a session to a host and feed its shell
        follow, ///< feed a shell once more, in the session that is open
        leave   ///< close that session
    };
    Kind kind = Kind::leave;
    std::uint64_t host = 0; ///< which destination (both sides hold the same list since the fork)
    std::string input = {}; ///< the bytes for its shell
};

[[nodiscard]] std::string encode(const Job& job);
[[nodiscard]] std::string encode(const transport::Outcome& outcome);

/// The message without its length. Nothing when it is not well formed.
[[nodiscard]] std::optional<Job> decode_job(std::string_view message);
[[nodiscard]] std::optional<transport::Outcome> decode_outcome(std::string_view message);

/// The length at the front of at least frame_header bytes.
[[nodiscard]] std::uint64_t message_length(std::string_view bytes);

} // namespace plumbline::audit

#pragma once

#include "alert/alert.hpp"
#include "base/clock.hpp"

#include <memory>
#include <optional>
#include <string>

namespace plumbline::alert {

/// What came of one attempt to deliver a message.
struct Outcome {
    /// failed: it may work later (no connection, 429, 5xx, 4xx of SMTP). refused: this message never will.
    enum class Kind { delivered, failed, refused };
    Kind kind = Kind::delivered;
    std::string why = {};                            ///< one printable line, without a secret
    std::optional<base::Milliseconds> wait_for = {}; ///< what the other side asks for: Retry-After
};

/// One way to somebody: a mailbox, a room of a chat, a service for those on call. A channel knows its own
/// form and limits and cuts what is too long, saying so; it neither retries nor remembers.
class Channel {
public:
    Channel() = default;
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;
    virtual ~Channel() = default;

    /// One attempt, over by the deadline. Never throws for what the other side does.
    [[nodiscard]] virtual Outcome send(const Message& message, base::Deadline deadline) const = 0;
    /// Whether the service takes an alert for over when it hears nothing for a while: then it is sent
    /// Event::unchanged in each run as long as the alert is open.
    [[nodiscard]] virtual bool forgets() const { return false; }
    /// Whether the service has an incident by the alert's key, until it hears that it is resolved: then it
    /// gets each alert's messages and never a digest, for whose key nothing is ever resolved.
    [[nodiscard]] virtual bool tracks() const { return false; }
};

} // namespace plumbline::alert

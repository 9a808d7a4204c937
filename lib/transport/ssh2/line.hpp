#pragma once

#include "transport/net/wire.hpp"
#include "transport/stop.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>

namespace plumbline::transport {

/// What libssh2 sees of the world: bytes of one wire, each receive held to a deadline and a budget, and
/// memory under a bound. It never throws (C calls it); why it failed is kept for whoever made the call.
class Line {
public:
    enum class Trouble { none, late, flooded, closed, unread };

    explicit Line(Wire& wire, base::Deadline deadline, std::size_t budget)
        : wire_(wire), deadline_(deadline), budget_(budget) {}

    ssize_t receive(char* bytes, std::size_t count);
    /// Takes all of it, sent or kept for later, so that libssh2 never stands in the middle of a packet.
    ssize_t send(const char* bytes, std::size_t count);
    void flush();
    /// Returns when something may have come, the kept bytes could be sent, or the deadline passed.
    void wait() { wait_until(deadline_); }
    void wait_until(base::Deadline deadline);

    void* allocate(std::size_t count);
    void* reallocate(void* block, std::size_t count);
    void release(void* block);

    void enter(base::Deadline deadline, std::size_t budget);
    void hang_up(Trouble trouble);
    [[nodiscard]] bool all_sent() const { return outgoing_.empty(); }
    [[nodiscard]] Trouble trouble() const { return trouble_; }
    [[nodiscard]] Wire& wire() { return wire_; }

private:
    ssize_t refill();

    Wire& wire_;
    base::Deadline deadline_;
    std::size_t budget_;
    Trouble trouble_ = Trouble::none;
    std::string outgoing_;
    std::array<char, 1 << 14> incoming_{};
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool ended_ =
        false; ///< the wire is at its end; libssh2 hears of it when it has taken all that came before
    std::size_t memory_ = 0;
};

} // namespace plumbline::transport

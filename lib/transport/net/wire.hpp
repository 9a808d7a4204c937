#pragma once

#include "base/clock.hpp"

#include <sys/types.h>

#include <cstddef>

namespace plumbline::transport {

/// One way to a host for the bytes of an SSH session: a TCP connection, or a channel through another session.
class Wire {
public:
    Wire() = default;
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    virtual ~Wire() = default;

    /// As recv(2) and send(2), never blocking: a count of bytes, 0 at the end, or -errno.
    virtual ssize_t receive(void* bytes, std::size_t count) = 0;
    virtual ssize_t send(const void* bytes, std::size_t count) = 0;
    /// Returns when there may be something to receive, or room to send if `sending`, at the latest at the
    /// deadline.
    virtual void wait(bool sending, base::Deadline deadline) = 0;
    /// The socket under it all, for interfaces that insist on one.
    [[nodiscard]] virtual int descriptor() const = 0;
};

} // namespace plumbline::transport

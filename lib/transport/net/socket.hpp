#pragma once

#include "base/file.hpp"
#include "transport/net/wire.hpp"
#include "transport/stop.hpp"

#include <string>

namespace plumbline::transport {

/// A connected TCP socket, non-blocking, with TCP_NODELAY, and TCP_QUICKACK armed again before each wait: an
/// SSH session else loses 40 ms to the host's Nagle and our delayed acknowledgement.
class TcpWire final : public Wire {
public:
    explicit TcpWire(base::Descriptor socket) : socket_(std::move(socket)) {}
    ~TcpWire() override;

    ssize_t receive(void* bytes, std::size_t count) override;
    ssize_t send(const void* bytes, std::size_t count) override;
    void wait(bool sending, base::Deadline deadline) override;
    [[nodiscard]] int descriptor() const override { return socket_.get(); }

private:
    base::Descriptor socket_;
};

/// Where to connect, as getaddrinfo(3) takes it, and the family that AddressFamily asks for.
struct Endpoint {
    std::string host;
    std::string port;
    int family = 0; ///< AF_UNSPEC, AF_INET, AF_INET6

    /// "web1 port 22": how messages name it.
    [[nodiscard]] std::string text() const;
};

/// Resolves the name and tries its addresses one after another until one accepts; throws Stopped (resolve,
/// connect).
[[nodiscard]] base::Descriptor connect(const Endpoint& endpoint, const Phase& phase);

/// Waits for one descriptor with poll(2); false when the deadline passed first.
bool wait_for(int descriptor, short events, base::Deadline deadline);

} // namespace plumbline::transport

#pragma once

#include "transport/ssh2/channel.hpp"

namespace plumbline::transport {

/// The bytes of an inner session, carried by a direct-tcpip channel of an outer one: ProxyJump.
class ChannelWire final : public Wire {
public:
    ChannelWire(Session& outer, const std::string& host, int port)
        : outer_(outer), channel_(outer, host, port) {}

    ssize_t receive(void* bytes, std::size_t count) override;
    ssize_t send(const void* bytes, std::size_t count) override;
    void wait(bool sending, base::Deadline deadline) override;
    [[nodiscard]] int descriptor() const override { return outer_.line().wire().descriptor(); }

private:
    Session& outer_;
    Channel channel_;
};

} // namespace plumbline::transport

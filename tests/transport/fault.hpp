#pragma once

#include "support.hpp"

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace plumbline::test {

/// A server on 127.0.0.1 that gives each connection to a function, one after another, until it goes.
class FaultServer {
public:
    /// Called with the connected socket; returns when the server stops (`stopping`) or the fault is done.
    using Fault = std::function<void(int socket, const std::atomic<bool>& stopping)>;
    explicit FaultServer(Fault fault);
    ~FaultServer();
    FaultServer(const FaultServer&) = delete;
    FaultServer& operator=(const FaultServer&) = delete;

    [[nodiscard]] std::string port() const { return std::to_string(listener_.port()); }
    /// The destination that comes here instead of to the host itself.
    [[nodiscard]] transport::Destination in_place_of(transport::Destination destination) const;

private:
    void serve(const Fault& fault);

    Bound listener_;
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

/// Says nothing until the server stops or the client hangs up.
void stay_silent(int socket, const std::atomic<bool>& stopping);
/// Sends the text again and again as long as the client takes it.
FaultServer::Fault flood(std::string text);

/// What stands between a client and a host: passes bytes on until `after` bytes of the host's have passed.
struct Cut {
    enum class How { stall, finish, reset };
    std::string port; ///< the host's
    std::size_t after = 0;
    How how = How::stall;
    int drip_ms = 0; ///< with it, one byte at a time and this long between two
};
FaultServer::Fault between(Cut cut);

} // namespace plumbline::test

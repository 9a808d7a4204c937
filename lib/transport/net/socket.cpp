#include "transport/net/socket.hpp"

#include "base/escape.hpp"
#include "transport/net/addresses.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace plumbline::transport {
namespace {

void set_option(int socket, int level, int option) {
    const int on = 1;
    ::setsockopt(socket, level, option, &on, sizeof on);
}

int count(const Addresses& addresses) {
    int number = 0;
    for (const auto* address = addresses.get(); address != nullptr; address = address->ai_next)
        ++number;
    return number;
}

/// An even part of the time that is left, so that one silent address leaves time for the others.
base::Deadline share(base::Deadline deadline, int addresses) {
    return addresses > 1 ? base::Deadline::after(base::Milliseconds(deadline.remaining_ms() / addresses))
                         : deadline;
}

/// What connect(2) came to: 0, or errno; ETIMEDOUT when the deadline passed.
int attempt(int socket, const addrinfo& address, base::Deadline deadline) {
    if (::connect(socket, address.ai_addr, address.ai_addrlen) == 0)
        return 0;
    if (errno != EINPROGRESS && errno != EINTR)
        return errno;
    if (!wait_for(socket, POLLOUT, deadline))
        return ETIMEDOUT;
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

std::string reason(int error) {
    switch (error) {
    case ECONNREFUSED:
        return "connection refused; is sshd running there?";
    case ENETUNREACH:
    case EHOSTUNREACH:
        return "no route to it; check the address and the network";
    default:
        return std::strerror(error);
    }
}

[[noreturn]] void give_up(const Endpoint& endpoint, const Phase& phase, int error) {
    if (error == ETIMEDOUT)
        stop(phase.late(),
             "cannot connect to {}: no answer within {}; is the host up, and does a firewall drop it?",
             endpoint.text(), base::to_text(phase.allowed));
    stop(Stage::connect, "cannot connect to {}: {}", endpoint.text(), reason(error));
}

} // namespace

std::string Endpoint::text() const {
    return fmt::format("{} port {}", base::printable(host), base::printable(port));
}

bool wait_for(int descriptor, short events, base::Deadline deadline) {
    pollfd watched{descriptor, events, 0};
    while (true) {
        const int ready = ::poll(&watched, 1, deadline.remaining_ms());
        if (ready > 0)
            return true;
        if (ready == 0 && deadline.passed())
            return false;
    }
}

TcpWire::~TcpWire() {
    if (socket_.is_open())
        ::shutdown(socket_.get(), SHUT_RDWR);
}

ssize_t TcpWire::receive(void* bytes, std::size_t count) {
    const auto got = ::recv(socket_.get(), bytes, count, 0);
    return got < 0 ? -errno : got;
}

ssize_t TcpWire::send(const void* bytes, std::size_t count) {
    const auto sent = ::send(socket_.get(), bytes, count, MSG_NOSIGNAL);
    return sent < 0 ? -errno : sent;
}

void TcpWire::wait(bool sending, base::Deadline deadline) {
    set_option(socket_.get(), IPPROTO_TCP, TCP_QUICKACK);
    wait_for(socket_.get(), static_cast<short>(sending ? POLLIN | POLLOUT : POLLIN), deadline);
}

base::Descriptor connect(const Endpoint& endpoint, const Phase& phase) {
    const auto addresses = resolve(endpoint, phase);
    int error = EADDRNOTAVAIL;
    int left = count(addresses);
    for (const auto* address = addresses.get(); address != nullptr; address = address->ai_next, --left) {
        base::Descriptor socket(::socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        if (!socket.is_open()) {
            error = errno;
            continue;
        }
        error = attempt(socket.get(), *address, share(phase.deadline, left));
        if (error == 0) {
            set_option(socket.get(), IPPROTO_TCP, TCP_NODELAY);
            return socket;
        }
        if (phase.deadline.passed())
            break;
    }
    give_up(endpoint, phase, error);
}

} // namespace plumbline::transport

#include "alert/local/datagram.hpp"

#include "base/child.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace plumbline::alert {
namespace {

using base::Descriptor;

constexpr int time_for_refusal_ms = 100; // of ICMP, from a near host

Outcome failure(const std::string& place, int error) {
    // what is too long for the way stays so
    const auto kind = error == EMSGSIZE ? Outcome::Kind::refused : Outcome::Kind::failed;
    return {kind, fmt::format("{}: {}", place, std::strerror(error))};
}

/// Waits while the queue is full. 0, or the error.
int send_all(const Descriptor& socket, std::string_view bytes, base::Deadline deadline) {
    while (::send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) {
        if (errno != EAGAIN && errno != EINTR && errno != ENOBUFS)
            return errno;
        if (deadline.passed())
            return ETIMEDOUT;
        pollfd writable{socket.get(), POLLOUT, 0};
        ::poll(&writable, 1, deadline.remaining_ms());
    }
    return 0;
}

int connect_and_send(const Descriptor& socket, const sockaddr* address, socklen_t length,
                     std::string_view bytes, base::Deadline deadline) {
    if (!socket.is_open() || ::connect(socket.get(), address, length) != 0)
        return errno;
    return send_all(socket, bytes, deadline);
}

struct AddressesEnd {
    void operator()(addrinfo* all) const { ::freeaddrinfo(all); }
};
using Addresses = std::unique_ptr<addrinfo, AddressesEnd>;

Addresses numeric(const std::string& address, inventory::Port port) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo* all = nullptr;
    return Addresses(
        ::getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &all) == 0 ? all : nullptr);
}

/// getaddrinfo(3) holds no deadline, so names are asked for by getent(1).
Addresses resolve(const Listener& listener, base::Deadline deadline) {
    if (auto address = numeric(listener.host, listener.port))
        return address;
    const auto asked = base::run_child({"getent", "ahosts", listener.host}, "", {.deadline = deadline});
    const auto first = base::words(asked.output);
    return first.empty() ? Addresses() : numeric(std::string(first.front()), listener.port);
}

/// What ICMP said of it, as far as it says so soon.
int refusal(const Descriptor& socket, base::Deadline deadline) {
    pollfd readable{socket.get(), POLLIN, 0};
    ::poll(&readable, 1, std::min(deadline.remaining_ms(), time_for_refusal_ms));
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

Outcome send_to_address(const Listener& listener, const addrinfo& address, std::string_view bytes,
                        base::Deadline deadline) {
    const Descriptor socket(::socket(address.ai_family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    int error = connect_and_send(socket, address.ai_addr, address.ai_addrlen, bytes, deadline);
    if (error == 0)
        error = refusal(socket, deadline);
    return error == 0 ? Outcome{} : failure(listener.place(), error);
}

} // namespace

std::optional<std::string> read_socket_path(std::string_view path, const base::Place& place,
                                            std::string_view key, base::Diagnostics& diagnostics) {
    constexpr auto longest = sizeof sockaddr_un{}.sun_path - 1;
    if (path.starts_with('/') && path.size() <= longest && base::printable(path) == path)
        return std::string(path);
    diagnostics.error(
        place, fmt::format("'{}' must be the absolute path of a socket, of at most {} bytes, found '{}'", key,
                           longest, base::printable(path)));
    return std::nullopt;
}

Outcome send_to_socket(const std::string& path, std::string_view bytes, base::Deadline deadline) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // NOLINTNEXTLINE(*-reinterpret-cast): what the interface asks for
    const int error = connect_and_send(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address,
                                       bytes, deadline);
    return error == 0 ? Outcome{} : failure(path, error);
}

Outcome send_by_udp(const Listener& listener, std::string_view bytes, base::Deadline deadline) {
    try {
        if (const auto address = resolve(listener, deadline))
            return send_to_address(listener, *address, bytes, deadline);
        return {Outcome::Kind::failed, fmt::format("{}: no address is known of it", listener.place())};
    } catch (const base::Error& error) {
        return {Outcome::Kind::failed,
                fmt::format("{}: {}", listener.place(), base::printable(error.what()))};
    }
}

} // namespace plumbline::alert

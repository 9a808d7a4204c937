#include "cli/listener.hpp"

#include <algorithm>
#include <array>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace plumbline::test {
namespace {

bool readable(const base::Descriptor& socket, int milliseconds) {
    pollfd watched{socket.get(), POLLIN, 0};
    return ::poll(&watched, 1, milliseconds) == 1;
}

bool closed(const base::Descriptor& socket) {
    constexpr int patience = 10'000;
    std::array<char, 4096> said{};
    while (readable(socket, patience))
        if (::read(socket.get(), said.data(), said.size()) <= 0)
            return true;
    return false;
}

} // namespace

Listener::Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const general = reinterpret_cast<sockaddr*>(&address); // as bind(2) wants it
    socklen_t size = sizeof address;
    if (::bind(socket_.get(), general, size) != 0 || ::listen(socket_.get(), SOMAXCONN) != 0 ||
        ::getsockname(socket_.get(), general, &size) != 0)
        throw std::runtime_error("cannot listen on loopback");
    port_ = std::to_string(ntohs(address.sin_port));
}

std::size_t Listener::connections() {
    while (readable(socket_, 0))
        accepted_.emplace_back(::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    return accepted_.size();
}

bool Listener::wait_for_connection() {
    constexpr int patience = 20'000;
    return readable(socket_, patience) && connections() > 0;
}

bool Listener::all_closed() {
    return std::all_of(accepted_.begin(), accepted_.end(), closed);
}

} // namespace plumbline::test

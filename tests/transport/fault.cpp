#include "fault.hpp"

#include "transport/net/socket.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace plumbline::test {
namespace {

constexpr int tick_ms = 20;

bool is_readable(int socket, int milliseconds) {
    pollfd watched{socket, POLLIN, 0};
    return ::poll(&watched, 1, milliseconds) > 0;
}

bool send_all(int socket, std::string_view bytes) {
    return ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

/// A blocking connection to the host behind.
base::Descriptor connect_to(const std::string& port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(port)));
    base::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    static_cast<void>(::connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address));
    return socket;
}

void reset(int socket) {
    const linger at_once{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once); // close(2) then sends RST
}

/// Passes what has come from one side to the other, at most `limit` bytes; how many, or nothing at the end.
std::optional<std::size_t> pass(int from, int to, std::size_t limit) {
    std::array<char, 4096> chunk{};
    const auto got = ::recv(from, chunk.data(), std::min(limit, chunk.size()), 0);
    if (got <= 0 || !send_all(to, {chunk.data(), static_cast<std::size_t>(got)}))
        return std::nullopt;
    return static_cast<std::size_t>(got);
}

class Pump {
public:
    Pump(const Cut& cut, int client) : cut_(cut), client_(client), host_(connect_to(cut.port)) {}

    void run(const std::atomic<bool>& stopping) {
        std::size_t left = cut_.after;
        while (!stopping && left > 0) {
            std::array<pollfd, 2> ends{pollfd{client_, POLLIN, 0}, pollfd{host_.get(), POLLIN, 0}};
            ::poll(ends.data(), ends.size(), tick_ms);
            if (ends[0].revents != 0 && !pass(client_, host_.get(), 4096))
                return;
            if (ends[1].revents == 0)
                continue;
            const auto passed = pass(host_.get(), client_, cut_.drip_ms > 0 ? 1 : left);
            if (!passed)
                return;
            left -= *passed;
            if (cut_.drip_ms > 0)
                ::usleep(static_cast<useconds_t>(cut_.drip_ms) * 1000);
        }
        if (cut_.how == Cut::How::stall)
            stay_silent(client_, stopping);
        if (cut_.how == Cut::How::reset)
            reset(client_);
    }

private:
    const Cut& cut_;
    int client_;
    base::Descriptor host_;
};

} // namespace

FaultServer::FaultServer(Fault fault) {
    ::listen(listener_.socket.get(), 16);
    thread_ = std::thread([this, fault = std::move(fault)] { serve(fault); });
}

FaultServer::~FaultServer() {
    stopping_ = true;
    thread_.join();
}

void FaultServer::serve(const Fault& fault) {
    while (!stopping_) {
        if (!is_readable(listener_.socket.get(), tick_ms))
            continue;
        const base::Descriptor client(::accept4(listener_.socket.get(), nullptr, nullptr, SOCK_CLOEXEC));
        fault(client.get(), stopping_);
    }
}

transport::Destination FaultServer::in_place_of(transport::Destination destination) const {
    destination.ssh_arguments = {"-o", "HostKeyAlias=[127.0.0.1]:" + *destination.port};
    destination.port = port();
    return destination;
}

void stay_silent(int socket, const std::atomic<bool>& stopping) {
    std::array<char, 4096> chunk{};
    while (!stopping)
        if (is_readable(socket, tick_ms) && ::recv(socket, chunk.data(), chunk.size(), 0) <= 0)
            return;
}

FaultServer::Fault flood(std::string text) {
    return [text = std::move(text)](int socket, const std::atomic<bool>& stopping) {
        while (!stopping && send_all(socket, text)) {
        }
    };
}

FaultServer::Fault between(Cut cut) {
    return [cut = std::move(cut)](int socket, const std::atomic<bool>& stopping) {
        Pump(cut, socket).run(stopping);
    };
}

} // namespace plumbline::test

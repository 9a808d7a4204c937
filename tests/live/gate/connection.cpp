#include "connection.hpp"

#include "base/error.hpp"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <random>
#include <string>
#include <string_view>
#include <thread>

namespace plumbline::live {
namespace {

constexpr int patience = 120'000; ///< milliseconds that a connection may rest
constexpr std::size_t most = 1 << 14;

bool send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::write(socket, bytes.data(), bytes.size());
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// The program gets a TCP socket of its own (servers ask who their peer is), so that faults can be played in
/// between.
base::Descriptor run_program(const std::vector<std::string>& program) {
    sockaddr_in loopback{};
    loopback.sin_family = AF_INET;
    loopback.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const auto listener = listen_on(loopback);
    socklen_t size = sizeof loopback;
    ::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&loopback), &size);
    auto ours = connect_to(loopback);
    const base::Descriptor theirs(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (::fork() == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::signal(SIGPIPE, SIG_DFL);
        ::dup2(theirs.get(), STDIN_FILENO);
        ::dup2(theirs.get(), STDOUT_FILENO);
        std::vector<char*> arguments;
        for (const auto& word : program)
            arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        ::execvp(arguments.front(), arguments.data());
        ::_exit(127);
    }
    return ours;
}

void await_hangup(int client) {
    pollfd hangup{client, POLLRDHUP, 0};
    (void)::poll(&hangup, 1, patience);
}

void drain(int client) {
    std::array<char, most> bytes{};
    for (pollfd readable{client, POLLIN, 0}; ::poll(&readable, 1, patience) > 0;)
        if (::read(client, bytes.data(), bytes.size()) <= 0)
            return;
}

/// The two directions of one connection.
class Pump {
public:
    Pump(const Plan& plan, base::Descriptor client)
        : plan_(plan), client_(std::move(client)),
          host_(plan.to ? connect_to(*plan.to) : run_program(plan.program)) {
        const int yes = 1;
        ::setsockopt(client_.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        ::setsockopt(host_.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    }

    void run() {
        std::array<pollfd, 2> sides{{{client_.get(), POLLIN, 0}, {host_.get(), POLLIN, 0}}};
        while (!ended() && (sides[0].fd >= 0 || sides[1].fd >= 0) && ::poll(sides.data(), 2, patience) > 0) {
            if (sides[0].revents != 0 && !pass_to_host())
                sides[0].fd = -1;
            if (sides[1].revents != 0 && !pass_to_client())
                sides[1].fd = -1;
        }
        tally();
        if (ended())
            finish();
    }

private:
    [[nodiscard]] bool ended() const { return plan_.end != End::none && passed_ >= plan_.after; }

    /// False at the end of that side, which the other then hears of.
    bool pass_to_host() {
        const auto bytes = take(client_.get(), most);
        if (!bytes.empty() && send_all(host_.get(), bytes))
            return true;
        ::shutdown(host_.get(), SHUT_WR);
        return false;
    }

    bool pass_to_client() {
        auto room = plan_.end == End::none ? most : std::min(most, plan_.after - passed_);
        if (plan_.drip.count() > 0) {
            std::this_thread::sleep_for(plan_.drip);
            room = 1;
        }
        const auto bytes = take(host_.get(), room);
        passed_ += bytes.size();
        if (!bytes.empty() && send_all(client_.get(), bytes))
            return true;
        ::shutdown(client_.get(), SHUT_WR);
        return false;
    }

    std::string take(int side, std::size_t room) {
        std::string bytes(room, '\0');
        const auto size = ::read(side, bytes.data(), room);
        bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
        std::this_thread::sleep_for(plan_.delay);
        return bytes;
    }

    void tally() const {
        if (plan_.tally.empty())
            return;
        const base::Descriptor file(
            ::open(plan_.tally.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
        send_all(file.get(), std::to_string(passed_) + '\n');
    }

    void finish() {
        if (plan_.end == End::stall)
            return await_hangup(client_.get());
        if (plan_.end == End::cut) {
            ::shutdown(client_.get(), SHUT_WR);
            return drain(client_.get()); // closing with bytes unread would send RST
        }
        const linger at_once{1, 0};
        ::setsockopt(client_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        client_.close();
    }

    const Plan& plan_;
    base::Descriptor client_;
    base::Descriptor host_;
    std::size_t passed_ = 0; ///< bytes from the host to the client
};

/// The same rubbish every time, with all byte values in it.
std::string garbage_bytes() {
    std::minstd_rand random(1); // NOLINT: the same each time is what is wanted
    std::string bytes(4096, '\0');
    std::ranges::generate(bytes, [&] { return static_cast<char>(random() & 0xff); });
    return bytes;
}

} // namespace

void serve(const Plan& plan, base::Descriptor client) {
    switch (plan.speaker) {
    case Speaker::host:
        return Pump(plan, std::move(client)).run();
    case Speaker::silence:
        return await_hangup(client.get());
    case Speaker::garbage:
        send_all(client.get(), garbage_bytes());
        return await_hangup(client.get());
    case Speaker::flood: // RFC 4253, 4.2: a server may send other lines before its version
        while (send_all(client.get(), std::string(most - 2, 'x') + "\r\n")) {
        }
        return;
    }
}

} // namespace plumbline::live

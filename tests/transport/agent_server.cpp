#include "agent_server.hpp"

#include "fault.hpp"
#include "transport/net/socket.hpp"

#include <csignal>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace plumbline::test {
namespace {

void wait_for_file(const std::string& path) {
    for (int attempt = 0; attempt < 500 && !std::filesystem::exists(path); ++attempt)
        ::usleep(10'000);
}

} // namespace

RealAgent::RealAgent() : pid_(start({"/usr/bin/ssh-agent", "-D", "-a", socket()}, folder_.path() / "log")) {
    wait_for_file(socket());
}

RealAgent::~RealAgent() {
    stop(pid_);
}

void RealAgent::add(const std::string& key) const {
    static_cast<void>(command({"env", "SSH_AUTH_SOCK=" + socket(), "ssh-add", "-q", key}));
}

FakeAgent::FakeAgent(std::string answer) : listener_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket().copy(address.sun_path, sizeof address.sun_path - 1);
    ::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(listener_.get(), 4);
    thread_ = std::thread([this, answer = std::move(answer)] {
        const auto soon = base::Deadline::after(base::Milliseconds(10'000));
        if (!transport::wait_for(listener_.get(), POLLIN, soon))
            return;
        const base::Descriptor client(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        ::send(client.get(), answer.data(), answer.size(), MSG_NOSIGNAL);
        stay_silent(client.get(), stopping_);
    });
}

FakeAgent::~FakeAgent() {
    stopping_ = true;
    thread_.join();
}

} // namespace plumbline::test

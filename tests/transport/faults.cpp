#include "fault.hpp"
#include "sshd.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <catch2/catch.hpp>

namespace plumbline::test {
namespace {

using transport::Failure;
using transport::Stage;

transport::Destination nobody(const std::string& port) {
    transport::Destination destination;
    destination.host = "127.0.0.1";
    destination.port = port;
    destination.ssh_config = "none";
    destination.choice = transport::Choice::libssh2;
    return destination;
}

std::string told_of(const transport::Destination& destination, const std::string& input = "echo hello\n",
                    const transport::Limits& limits = short_limits()) {
    return told(answer_to(destination, input, limits));
}

TEST_CASE("a port where nobody listens is refused at once") {
    const auto port = std::to_string(free_port());
    CHECK(told_of(nobody(port)) ==
          fmt::format(
              "connect: cannot connect to 127.0.0.1 port {}: connection refused; is sshd running there?",
              port));
}

TEST_CASE("a host that does not answer the connection ends within its deadline") {
    const Bound bound;
    ::listen(bound.socket.get(), 0);
    std::vector<base::Descriptor> fillers; // a full queue of connections drops those that come after
    for (int i = 0; i < 4; ++i) {
        fillers.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        static_cast<void>(::connect(fillers.back().get(), reinterpret_cast<const sockaddr*>(&bound.address),
                                    sizeof bound.address));
    }
    const auto port = std::to_string(bound.port());
    CHECK(told_of(nobody(port)) == fmt::format("connect: cannot connect to 127.0.0.1 port {}: no answer "
                                               "within 500ms; is the host up, and does a "
                                               "firewall drop it?",
                                               port));
}

TEST_CASE("a name that does not exist is not resolved") {
    auto destination = nobody("22");
    destination.host = "no-such-host.invalid";
    auto limits = short_limits();
    limits.connect = limits.host = base::Milliseconds(10'000);
    const auto failure = std::get<Failure>(answer_to(destination, "", limits));
    CHECK(failure.stage == Stage::resolve);
    CHECK(failure.message.starts_with("cannot resolve no-such-host.invalid: "));
    CHECK(failure.message.ends_with("; check the name, or give the address in the inventory (ansible_host)"));
}

TEST_CASE("a host that accepts and says nothing ends as auth within its deadline") {
    const FaultServer server(stay_silent);
    CHECK(told_of(nobody(server.port())) ==
          fmt::format("auth: 127.0.0.1 port {} did not finish within 500ms", server.port()));
}

TEST_CASE("the host's own deadline is named when it is the one that passes") {
    const FaultServer server(stay_silent);
    auto limits = short_limits();
    limits.host = base::Milliseconds(200);
    CHECK(told_of(nobody(server.port()), "", limits) ==
          fmt::format("deadline: 127.0.0.1 port {} did not finish within 200ms, the deadline of a host",
                      server.port()));
}

TEST_CASE("a flood before authentication ends at its limit of bytes") {
    const FaultServer server(flood("welcome to nowhere\r\n"));
    CHECK(told_of(nobody(server.port())) ==
          fmt::format("auth: 127.0.0.1 port {} sent more than 262144 bytes, the limit of this phase",
                      server.port()));
}

TEST_CASE("a flood of one line without an end ends at its limit of bytes, or as no SSH server") {
    const FaultServer server(flood(std::string(1000, 'x')));
    CHECK(told_of(nobody(server.port())).starts_with("auth: "));
}

TEST_CASE("a server that speaks something else is no SSH server") {
    const FaultServer server([](int socket, const std::atomic<bool>&) {
        ::send(socket, "HTTP/1.1 400 Bad Request\r\n\r\n", 28, MSG_NOSIGNAL);
    });
    CHECK(told_of(nobody(server.port())) ==
          fmt::format(
              "auth: the SSH handshake with 127.0.0.1 port {} failed: Failed getting banner; is it an SSH "
              "server?",
              server.port()));
}

TEST_CASE("garbage after the greeting ends as auth") {
    const FaultServer server([](int socket, const std::atomic<bool>&) {
        std::string bytes = "SSH-2.0-garbage\r\n";
        for (int i = 0; i < 5000; ++i)
            bytes += static_cast<char>(i * 7919 >> 3);
        ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    });
    CHECK(told_of(nobody(server.port())).starts_with("auth: "));
}

TEST_CASE("a host that drips a byte at a time ends within its deadline") {
    const Sshd sshd;
    const FaultServer server(between({sshd.port(), 1 << 20, Cut::How::stall, 5}));
    CHECK(told_of(server.in_place_of(sshd.destination())) ==
          fmt::format("auth: 127.0.0.1 port {} did not finish within 500ms", server.port()));
}

/// More of an answer than passes in any of the cuts.
const std::string long_answer = "printf %60000s x\n";

TEST_CASE("a connection that is cut at any byte is a failure and never an answer") {
    const Sshd sshd;
    const auto how = GENERATE(Cut::How::finish, Cut::How::reset);
    for (std::size_t after = 1; after < 60'000; after += after < 3'000 ? 307 : 19001) {
        const FaultServer server(between({sshd.port(), after, how, 0}));
        const auto words = told_of(server.in_place_of(sshd.destination()), long_answer, {});
        INFO(after << " " << words << '\n' << sshd.log());
        CHECK(words.ends_with(": 127.0.0.1 port " + server.port() + " closed the connection"));
    }
}

TEST_CASE("a connection that stalls at any byte ends within its deadline") {
    const Sshd sshd;
    for (const std::size_t after : {0U, 40U, 1'100U, 1'700U, 2'200U, 2'600U, 50'000U}) {
        const FaultServer server(between({sshd.port(), after, Cut::How::stall, 0}));
        const auto words = told_of(server.in_place_of(sshd.destination()), long_answer);
        INFO(after << " " << words);
        CHECK(words.ends_with(": 127.0.0.1 port " + server.port() + " did not finish within 500ms"));
    }
}

} // namespace
} // namespace plumbline::test

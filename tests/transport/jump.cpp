#include "transport/config/jump.hpp"

#include "sshd.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

namespace plumbline::test {
namespace {

using namespace transport;

std::string block(const std::string& name, const Sshd& sshd, const std::string& jump = "") {
    auto text = fmt::format("Host {}\n HostName 127.0.0.1\n Port {}\n User root\n IdentityFile {}\n "
                            "UserKnownHostsFile {}\n",
                            name, sshd.port(), sshd.client_key(), sshd.known_hosts());
    return jump.empty() ? text : text + " ProxyJump " + jump + "\n";
}

Outcome run_by(const std::string& config, const Limits& limits = {}) {
    Destination destination;
    destination.host = "last";
    destination.ssh_config = config;
    destination.choice = Choice::libssh2;
    return answer_to(destination, "echo \"$SSH_CONNECTION\" >&2; echo hello\n", limits);
}

TEST_CASE("a jump host carries the session inside its own") {
    const Sshd jump;
    const Sshd last;
    const Folder folder;
    const auto config = folder.write("config", block("last", last, "jump") + block("jump", jump));
    CHECK(told(run_by(config)) == "answer: hello\n");
}

TEST_CASE(
    "three jump hosts are passed one after another, each judged and logged in to by its own configuration") {
    const Sshd first;
    const Sshd second;
    const Sshd third;
    const Sshd last;
    const Folder folder;
    const auto blocks = block("first", first) + block("second", second) + block("third", third);
    CHECK(told(run_by(folder.write("good", block("last", last, "first,second,third") + blocks))) ==
          "answer: hello\n");

    second.know("");
    const auto words = told(run_by(folder.write("bad", block("last", last, "first,second,third") + blocks)));
    INFO(words);
    CHECK(words.starts_with("hostkey: the host key of [127.0.0.1]:" + second.port() + " is not known: "));
}

TEST_CASE("megabytes pass both ways through a jump host") {
    const Sshd jump;
    const Sshd last;
    const Folder folder;
    Destination destination;
    destination.host = "last";
    destination.ssh_config = folder.write("config", block("last", last, "jump") + block("jump", jump));
    destination.choice = Choice::libssh2;
    const std::string input = "exec cat\n" + std::string(5 << 20, 'x');
    const auto outcome = answer_to(destination, input);
    INFO(told(outcome).substr(0, 300));
    REQUIRE(std::holds_alternative<Output>(outcome));
    CHECK(std::get<Output>(outcome).bytes.size() > 5'000'000); // dash reads ahead and swallows some
}

TEST_CASE("what a jump host can't reach is a failure to connect") {
    const Sshd jump;
    const Sshd last;
    const Folder folder;
    const auto port = free_port();
    auto config = block("last", last, "jump") + block("jump", jump);
    config.replace(config.find("Port " + last.port()), 5 + last.port().size(), fmt::format("Port {}", port));
    CHECK(
        told(run_by(folder.write("config", config))) ==
        fmt::format(
            "connect: 127.0.0.1 port {} does not connect to 127.0.0.1 port {}: Channel open failure (connect "
            "failed); is the host up, and does AllowTcpForwarding in the jump host's sshd_config allow it?",
            jump.port(), port));
}

TEST_CASE("a silent host behind a jump host ends within its deadline") {
    const Sshd jump;
    const Bound silent;
    ::listen(silent.socket.get(), 4);
    const Folder folder;
    const auto config = block("last", jump, "jump") + block("jump", jump);
    auto text = config;
    text.replace(text.find("Port " + jump.port()), 5 + jump.port().size(),
                 fmt::format("Port {}", silent.port()));
    auto limits = short_limits();
    limits.host = base::Milliseconds(3'000);
    CHECK(told(run_by(folder.write("config", text), limits)) ==
          fmt::format("auth: 127.0.0.1 port {} did not finish within 500ms", silent.port()));
}

TEST_CASE("ProxyJump is read as ssh reads it") {
    const auto text = [](const Destination& hop) {
        return hop.user.value_or("-") + " " + hop.host + " " + hop.port.value_or("-");
    };
    const std::vector<std::pair<std::string, std::vector<std::string>>> table{
        {"jump", {"- jump -"}},
        {"me@jump:2222,other", {"me jump 2222", "- other -"}},
        {"ssh://me@jump:22", {"me jump 22"}},
        {"[::1]:2222", {"- ::1 2222"}},
        {"a@b@jump", {"a@b jump -"}},
    };
    for (const auto& [written, expected] : table) {
        INFO(written);
        std::vector<std::string> read;
        for (const auto& hop : jumps(written, {}))
            read.push_back(text(hop));
        CHECK(read == expected);
    }
    CHECK_THROWS_WITH(jumps("me@", {}), "expected [user@]host[:port] in ProxyJump, found 'me@'");
}

} // namespace
} // namespace plumbline::test

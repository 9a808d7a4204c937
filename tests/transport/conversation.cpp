#include "sshd.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <csignal>

#include <catch2/catch.hpp>

namespace plumbline::test {
namespace {

using transport::Choice;
using transport::Failure;
using transport::Output;

std::vector<std::string> all_told(const std::vector<transport::Outcome>& outcomes) {
    std::vector<std::string> words;
    for (const auto& outcome : outcomes)
        words.push_back(told(outcome));
    return words;
}
using Words = std::vector<std::string>;

/// How often a test's sshd has logged these words.
std::size_t logged(const Sshd& sshd, std::string_view words) {
    std::size_t count = 0;
    for (const auto line : base::lines(base::read_file(sshd.folder() / "log", 1 << 20)))
        count += line.find(words) == std::string_view::npos ? 0 : 1;
    return count;
}

Sshd talkative(const std::string& more = {}) {
    return Sshd({{"ed25519"}, "LogLevel VERBOSE\n" + more});
}

TEST_CASE("a further input goes over the same session: one login, one command each") {
    const auto sshd = talkative();
    const auto outcomes =
        talk(sshd.destination(), {"echo one\n", "echo two; echo oops >&2\n", "echo three\n"});
    CHECK(all_told(outcomes) == Words{"answer: one\n", "answer: two\n", "answer: three\n"});
    CHECK(std::get<Output>(outcomes.at(1)).errors == "oops\n");
    CHECK(std::get<Output>(outcomes.at(1)).used == Choice::libssh2);
    CHECK(logged(sshd, "Accepted publickey") == 1);
    CHECK(logged(sshd, "Starting session: command") == 3);
}

TEST_CASE("with nothing more to ask there is one command") {
    const auto sshd = talkative();
    CHECK(told(greet(sshd.destination())) == "answer: hello\n");
    CHECK(logged(sshd, "Starting session: command") == 1);
}

TEST_CASE("a server that allows one session at a time hears both") {
    const auto sshd = talkative("MaxSessions 1\n");
    for (int i = 0; i < 20; ++i)
        CHECK(all_told(talk(sshd.destination(), {"echo one\n", "echo two\n"})) ==
              Words{"answer: one\n", "answer: two\n"});
    CHECK(logged(sshd, "Accepted publickey") == 20);
}

TEST_CASE("a pinned command is what answers each time") {
    const auto sshd = talkative();
    const auto key = base::read_file(sshd.client_key() + ".pub", 1 << 16);
    sshd.authorize("restrict,command=\"echo pinned; exec sh\" " + key);
    CHECK(all_told(talk(sshd.destination(), {"echo one\n", "echo two\n"})) ==
          Words{"answer: pinned\none\n", "answer: pinned\ntwo\n"});
    CHECK(logged(sshd, "Accepted publickey") == 1);
}

TEST_CASE("each input has the limits of the first, and the host's deadline is over all") {
    const auto sshd = talkative();
    const Words slow(2, "sleep 2.5; echo done\n");
    transport::Limits limits;
    limits.probe = base::Milliseconds(4'500);
    CHECK(all_told(talk(sshd.destination(), slow, limits)) == Words{"answer: done\n", "answer: done\n"});
    limits.host = base::Milliseconds(4'000);
    CHECK(all_told(talk(sshd.destination(), slow, limits)) ==
          Words{"answer: done\n",
                fmt::format("deadline: 127.0.0.1 port {} did not finish within 4s, the deadline of a host",
                            sshd.port())});
}

struct Trouble {
    std::string what;
    std::string second;
    std::string words;
};

TEST_CASE("whatever a host does to a further input, its first answer is not spoilt") {
    const auto sshd = talkative();
    const auto peer = "127.0.0.1 port " + sshd.port();
    const std::vector<Trouble> troubles{
        {"stalls", "sleep 30\n", "probe: " + peer + " did not finish within 4s"},
        {"floods", "head -c 300000 /dev/zero\n",
         "probe: " + peer + " answered more than the limit of 100000 bytes"},
        {"closes", "kill -KILL $PPID; sleep 1\n", "probe: " + peer + " closed the connection"},
        {"drips", "while :; do echo x; sleep 0.05; done\n", "probe: " + peer + " did not finish within 4s"},
    };
    transport::Limits limits;
    limits.probe = base::Milliseconds(4'000);
    limits.output = 100'000;
    for (const auto& [what, second, words] : troubles) {
        INFO(what);
        CHECK(all_told(talk(sshd.destination(), {"head -c 90000 /dev/zero | tr '\\0' x\n", second},
                            limits)) == Words{"answer: " + std::string(90'000, 'x'), words});
    }
}

TEST_CASE("a host that goes away between two inputs fails the second") {
    const auto sshd = talkative();
    const auto hang_up = [](const transport::Outcome& first) {
        ::kill(std::stoi(std::get<Output>(first).bytes), SIGKILL);
    };
    const auto outcomes = talk(sshd.destination(), {"echo $PPID\n", "echo two\n"}, {}, hang_up);
    REQUIRE(outcomes.size() == 2);
    CHECK(std::holds_alternative<Output>(outcomes.front()));
    CHECK(told(outcomes.back()) == "probe: 127.0.0.1 port " + sshd.port() + " closed the connection");
}

TEST_CASE("nobody is asked again after a failure") {
    transport::Destination nowhere;
    nowhere.host = "127.0.0.1";
    nowhere.port = std::to_string(free_port());
    nowhere.ssh_config = "none";
    CHECK(talk(nowhere, {"echo one\n", "echo two\n"}).size() == 1);
}

TEST_CASE("by the system's ssh a further input is a login of its own, in a local shell a child") {
    const auto sshd = talkative();
    auto destination = sshd.destination();
    destination.choice = Choice::ssh;
    destination.ssh_arguments = {"-o", "IdentitiesOnly=yes"};
    CHECK(all_told(talk(destination, {"echo one\n", "echo two\n"})) ==
          Words{"answer: one\n", "answer: two\n"});
    CHECK(logged(sshd, "Accepted publickey") == 2);
    transport::Destination here;
    here.choice = Choice::local;
    CHECK(all_told(talk(here, {"echo one\n", "echo two\n"})) == Words{"answer: one\n", "answer: two\n"});
}

TEST_CASE("where libssh2 can't, the system's ssh has the whole conversation") {
    const auto sshd = talkative("Ciphers aes128-gcm@openssh.com\n");
    auto destination = sshd.destination();
    destination.ssh_arguments = {"-o", "IdentitiesOnly=yes"};
    const auto outcomes = talk(destination, {"echo one\n", "echo two\n"});
    CHECK(all_told(outcomes) == Words{"answer: one\n", "answer: two\n"});
    CHECK(std::get<Output>(outcomes.at(1)).used == Choice::ssh);
}

} // namespace
} // namespace plumbline::test

#include "agent_server.hpp"
#include "sshd.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>

namespace plumbline::test {
namespace {

using namespace transport;

void make_key(const std::string& path, const std::string& type, const std::string& passphrase = "") {
    static_cast<void>(command({"ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", "", "-f", path}));
}

Destination by_libssh2(Destination destination) {
    destination.choice = Choice::libssh2;
    destination.ssh_arguments = {"-o", "IdentityAgent=none", "-o", "IdentitiesOnly=yes"};
    return destination;
}

Destination by_agent(const Sshd& sshd, const std::string& socket) {
    auto destination = sshd.destination();
    destination.choice = Choice::libssh2;
    destination.identities.clear();
    destination.ssh_arguments = {"-o", "IdentityAgent=" + socket, "-o", "IdentityFile=/nonexistent"};
    return destination;
}

TEST_CASE("keys of each type log in by libssh2, from a file and from the agent") {
    for (const auto* type : {"ed25519", "ecdsa", "rsa"}) {
        const Sshd sshd({{"ed25519"}, "", type});
        CHECK(told(greet(by_libssh2(sshd.destination()))) == "answer: hello\n");
        const RealAgent agent;
        agent.add(sshd.client_key());
        CHECK(told(greet(by_agent(sshd, agent.socket()))) == "answer: hello\n");
    }
}

TEST_CASE("every key that was refused is named") {
    const Sshd sshd;
    const Folder folder;
    const auto first = (folder.path() / "first").string();
    const auto second = (folder.path() / "second").string();
    make_key(first, "ed25519");
    make_key(second, "ecdsa");
    auto destination = by_libssh2(sshd.destination());
    destination.identities = {first, second};
    CHECK(
        told(greet(destination)) ==
        fmt::format(
            "auth: 127.0.0.1 port {} refuses user root: tried ED25519 {}, ECDSA {}; put one of their public "
            "keys into that user's authorized_keys there",
            sshd.port(), first, second));
}

TEST_CASE("keys are tried until one is taken") {
    const Sshd sshd;
    const Folder folder;
    const auto first = (folder.path() / "first").string();
    make_key(first, "ed25519");
    auto destination = by_libssh2(sshd.destination());
    destination.identities = {first, sshd.client_key()};
    CHECK(told(greet(destination)) == "answer: hello\n");
}

TEST_CASE("keys that can't be used are named with what to do about each") {
    const Sshd sshd;
    const Folder folder;
    const auto encrypted = (folder.path() / "encrypted").string();
    const auto open = (folder.path() / "open").string();
    const auto missing = (folder.path() / "missing").string();
    const auto text = folder.write("text", "hello\n");
    make_key(encrypted, "ed25519", "secret words");
    make_key(open, "ed25519");
    ::chmod(open.c_str(), 0644);
    auto destination = by_libssh2(sshd.destination());
    destination.identities = {encrypted, open, missing, text};
    CHECK(
        told(greet(destination)) ==
        fmt::format(
            "auth: 127.0.0.1 port {0} refuses user root: there is no key to try; not tried: {1} (encrypted; "
            "load it into ssh-agent: ssh-add {1}), {2} (readable by others; chmod 600 {2}), {4} (not a "
            "private "
            "key), {3} (no such file); name one with IdentityFile, ansible_ssh_private_key_file or an "
            "ssh-agent",
            sshd.port(), encrypted, open, missing, text));
}

TEST_CASE("a key in the agent logs in, an encrypted file's too") {
    const Sshd sshd;
    const RealAgent agent;
    agent.add(sshd.client_key());
    CHECK(told(greet(by_agent(sshd, agent.socket()))) == "answer: hello\n");
    static_cast<void>(command({"ssh-keygen", "-q", "-p", "-N", "secret words", "-f", sshd.client_key()}));
    auto destination = by_agent(sshd, agent.socket());
    destination.identities = {sshd.client_key()};
    destination.ssh_arguments.insert(destination.ssh_arguments.end(), {"-o", "IdentitiesOnly=yes"});
    CHECK(told(greet(destination)) == "answer: hello\n");
}

TEST_CASE("IdentitiesOnly keeps the agent's other keys back") {
    const Sshd sshd;
    const RealAgent agent;
    agent.add(sshd.client_key());
    auto destination = by_agent(sshd, agent.socket());
    destination.ssh_arguments.insert(destination.ssh_arguments.end(), {"-o", "IdentitiesOnly=yes"});
    CHECK(
        told(greet(destination)) ==
        fmt::format(
            "auth: 127.0.0.1 port {} refuses user root: there is no key to try; name one with IdentityFile, "
            "ansible_ssh_private_key_file or an ssh-agent",
            sshd.port()));
}

TEST_CASE("an agent that is silent, endless, garbled or gone costs its keys and not the host") {
    const Sshd sshd;
    for (const auto& answer : std::vector<std::string>{"", std::string("\xff\xff\xff\xff", 4), "\x01",
                                                       std::string("\0\0\0\5\x0c\xff\xff\xff\xff", 9),
                                                       std::string("\0\0\0\0", 4)}) {
        const FakeAgent agent(answer);
        auto destination = by_agent(sshd, agent.socket());
        destination.identities = {sshd.client_key()};
        Limits limits;
        limits.host = base::Milliseconds(4'000); // a quarter of it is for the agent
        CHECK(told(greet(destination, limits)) == "answer: hello\n");
    }
}

TEST_CASE("an agent that can't be reached is named when no key is left") {
    const Sshd sshd;
    CHECK(
        told(greet(by_agent(sshd, "/nonexistent/agent"))) ==
        fmt::format(
            "auth: 127.0.0.1 port {} refuses user root: there is no key to try; not tried: the ssh agent at "
            "/nonexistent/agent can't be reached: No such file or directory; name one with IdentityFile, "
            "ansible_ssh_private_key_file or an ssh-agent",
            sshd.port()));
}

} // namespace
} // namespace plumbline::test

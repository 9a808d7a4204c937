#include "fault.hpp"
#include "sshd.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

namespace plumbline::test {
namespace {

using namespace transport;

Destination by_ssh(Destination destination) {
    destination.choice = Choice::ssh;
    return destination;
}

/// The first line of what ssh makes of it, since ssh's own words between are the system's.
void check(const std::string& words, const std::string& begin, const std::string& end) {
    INFO(words);
    CHECK(words.starts_with(begin));
    CHECK(words.ends_with(end));
}

struct Case {
    std::string what;
    Sshd::Setup setup;
    std::string remark;
};

TEST_CASE("where libssh2 can't, the system's ssh is used and the remark says why") {
    const std::string nothing_in_common =
        "libssh2 has no key exchange, host key, cipher or MAC in common with 127.0.0.1 port {}: used ssh";
    const std::vector<Case> cases{
        {"only an RSA host key",
         {{"rsa"}, ""},
         "known_hosts has for [127.0.0.1]:{} only keys of types that libssh2 can't check: used ssh"},
        {"only encrypt-then-MAC", {{"ed25519"}, "MACs hmac-sha2-256-etm@openssh.com\n"}, nothing_in_common},
        {"only GCM", {{"ed25519"}, "Ciphers aes128-gcm@openssh.com\n"}, nothing_in_common},
    };
    for (const auto& [what, setup, remark] : cases) {
        INFO(what);
        const Sshd sshd(setup);
        auto destination = sshd.destination();
        destination.ssh_arguments = {"-o", "IdentitiesOnly=yes"};
        const auto outcome = greet(destination);
        INFO(told(outcome));
        REQUIRE(std::holds_alternative<Output>(outcome));
        const auto& output = std::get<Output>(outcome);
        CHECK(output.bytes == "hello\n");
        CHECK(output.errors.empty());
        CHECK(output.used == Choice::ssh);
        CHECK(output.remark == fmt::format(fmt::runtime(remark), sshd.port()));
    }
}

TEST_CASE("a client key that libssh2 can't sign with as ssh_config wants is left to the system's ssh") {
    const Sshd sshd({{"ed25519"}, "", "rsa"});
    auto destination = sshd.destination();
    destination.ssh_arguments = {"-o", "IdentitiesOnly=yes", "-o", "PubkeyAcceptedAlgorithms=rsa-sha2-256"};
    const auto outcome = greet(destination);
    INFO(told(outcome));
    REQUIRE(std::holds_alternative<Output>(outcome));
    CHECK(std::get<Output>(outcome).remark == "libssh2 can't use RSA " + sshd.client_key() + ": used ssh");
}

TEST_CASE("a host certificate is judged by the system's ssh") {
    const Sshd sshd;
    const auto authority = (sshd.folder() / "authority").string();
    static_cast<void>(command({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", authority}));
    static_cast<void>(command({"ssh-keygen", "-q", "-s", authority, "-I", "host", "-h", "-n", "127.0.0.1",
                               (sshd.folder() / "host_ed25519.pub").string()}));
    const Sshd certified({{},
                          "HostKey " + (sshd.folder() / "host_ed25519").string() + "\nHostCertificate " +
                              (sshd.folder() / "host_ed25519-cert.pub").string() + "\n"});
    const auto key = base::read_file(authority + ".pub", 1 << 16);
    certified.know("@cert-authority [127.0.0.1]:" + certified.port() + " " + key);
    const auto outcome = greet(certified.destination());
    INFO(told(outcome));
    REQUIRE(std::holds_alternative<Output>(outcome));
    CHECK(std::get<Output>(outcome).used == Choice::ssh);
}

TEST_CASE("a ProxyCommand is left to the system's ssh") {
    const Sshd sshd;
    const Folder folder;
    auto destination = sshd.destination();
    destination.ssh_config = folder.write("config", "ProxyCommand ssh -F none -i " + sshd.client_key() +
                                                        " -o UserKnownHostsFile=" + sshd.known_hosts() +
                                                        " -p " + sshd.port() + " -W %h:%p root@127.0.0.1\n");
    const auto outcome = greet(destination);
    INFO(told(outcome));
    REQUIRE(std::holds_alternative<Output>(outcome));
    CHECK(std::get<Output>(outcome).bytes == "hello\n");
    CHECK(std::get<Output>(outcome).remark == "ssh_config asks for a ProxyCommand: used ssh");
}

TEST_CASE("forced to libssh2, a host that needs more is a failure that says so") {
    const Sshd sshd({{"ed25519"}, "Ciphers aes128-gcm@openssh.com\n"});
    auto destination = sshd.destination();
    destination.choice = Choice::libssh2;
    CHECK(
        told(greet(destination)) ==
        fmt::format(
            "connect: libssh2 has no key exchange, host key, cipher or MAC in common with 127.0.0.1 port {}; "
            "--transport ssh uses the system's ssh",
            sshd.port()));
}

TEST_CASE("a script that goes to a host by ssh comes back as its output") {
    const Sshd sshd;
    const auto outcome = answer_to(by_ssh(sshd.destination()), "echo hello; echo oops >&2; exit 3\n");
    INFO(told(outcome));
    REQUIRE(std::holds_alternative<Output>(outcome));
    const auto& output = std::get<Output>(outcome);
    CHECK(output.bytes == "hello\n");
    CHECK(output.errors == "oops\n");
    CHECK(output.exit_status == 3);
    CHECK(output.used == Choice::ssh);
}

TEST_CASE("a host that refuses to run anything is named, by libssh2 and by ssh") {
    const Sshd sshd({{"ed25519"}, "MaxSessions 0\n"});
    auto destination = sshd.destination();
    destination.choice = Choice::libssh2;
    CHECK(told(greet(destination)) ==
          fmt::format(
              "channel: 127.0.0.1 port {} opens no session: Channel open failure (connect failed); look at "
              "MaxSessions in its sshd_config",
              sshd.port()));
    check(told(greet(by_ssh(sshd.destination()))),
          "channel: ssh to 127.0.0.1 failed: ", "; look at MaxSessions in the host's sshd_config");
}

TEST_CASE("ssh's own failures become the same stages") {
    const Sshd sshd;
    const Folder folder;
    const std::string begin = "ssh to 127.0.0.1 failed: ";

    auto refused = by_ssh(sshd.destination());
    refused.port = std::to_string(free_port());
    check(told(greet(refused)),
          "connect: " + begin + "ssh: connect to host 127.0.0.1 port " + *refused.port +
              ": Connection refused",
          "; is the host up, and sshd running there?");

    auto nameless = by_ssh(sshd.destination());
    nameless.address = "no-such-host.invalid";
    check(told(greet(nameless)),
          "resolve: ssh to no-such-host.invalid failed: ssh: Could not resolve hostname ",
          "; check the name, or give the address in the inventory (ansible_host)");

    auto unknown = by_ssh(sshd.destination());
    unknown.known_hosts = {folder.write("none", "")};
    check(told(greet(unknown)),
          "hostkey: " + begin + "No ED25519 host key is known for [127.0.0.1]:" + sshd.port(),
          "; compare the host's fingerprint, then add its line to known_hosts");

    auto changed = by_ssh(sshd.destination());
    static_cast<void>(
        command({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.path() / "other"}));
    changed.known_hosts = {
        folder.write("changed", "* " + base::read_file(folder.path() / "other.pub", 1 << 16))};
    check(told(greet(changed)),
          "hostkey: " + begin + "Offending ED25519 key in " + changed.known_hosts.front() + ":1",
          "; the host key has changed: somebody may be in between; if the host was given a new key, replace "
          "that "
          "line");

    auto stranger = by_ssh(sshd.destination());
    stranger.identities = {folder.path() / "other"};
    stranger.ssh_arguments = {"-o", "IdentityAgent=none"};
    check(told(greet(stranger)), "auth: " + begin + "root@127.0.0.1: Permission denied (publickey",
          "; put the user's public key into authorized_keys there");
}

TEST_CASE("a host that is silent to ssh ends within its deadline") {
    const FaultServer server(stay_silent);
    Destination destination;
    destination.host = "127.0.0.1";
    destination.port = server.port();
    destination.ssh_config = "none";
    CHECK(told(greet(by_ssh(destination), short_limits())) ==
          "deadline: 127.0.0.1 did not finish within 1s, the deadline of a host");
}

TEST_CASE("an answer over the limit is a failure by any transport") {
    const Sshd sshd;
    Limits limits;
    limits.output = 100'000;
    for (const auto choice : {Choice::libssh2, Choice::ssh, Choice::local}) {
        auto destination = sshd.destination();
        destination.choice = choice;
        const auto words = told(answer_to(destination, "while :; do echo abcdefghijklmnop; done\n", limits));
        check(words, "probe: ", " answered more than the limit of 100000 bytes");
    }
}

} // namespace
} // namespace plumbline::test

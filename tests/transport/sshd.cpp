#include "sshd.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "transport/net/socket.hpp"

#include <unistd.h>

namespace plumbline::test {
namespace {

void make_key(const std::string& type, const std::filesystem::path& path) {
    command({"ssh-keygen", "-q", "-t", type, "-N", "", "-C", "", "-f", path});
}

void wait_until_it_listens(int port) {
    const transport::Endpoint endpoint{"127.0.0.1", std::to_string(port), 0};
    for (int attempt = 0; attempt < 200; ++attempt) {
        try {
            static_cast<void>(connect(
                endpoint,
                transport::Phase{
                    transport::Stage::connect, base::Deadline::after(base::Milliseconds(1'000)), {}, false}));
            return;
        } catch (const base::Error&) {
            ::usleep(20'000);
        }
    }
    base::fail("the test's sshd does not listen on port {}", port);
}

} // namespace

Sshd::Sshd(Setup setup) : port_(free_port()) {
    std::filesystem::create_directories("/run/sshd"); // Debian's sshd wants it for privilege separation
    make_key(setup.client_key, folder_.path() / "client");
    std::filesystem::copy_file(folder_.path() / "client.pub", folder_.path() / "authorized_keys");
    std::string config =
        "Port " + port() +
        "\nListenAddress 127.0.0.1\nLogLevel VERBOSE\nUsePAM no\nStrictModes no\nPidFile none\n"
        "PasswordAuthentication no\nKbdInteractiveAuthentication no\nMaxStartups 100\n"
        "AuthorizedKeysFile " +
        (folder_.path() / "authorized_keys").string() + "\n";
    std::string known;
    for (const auto& type : setup.host_key_types) {
        make_key(type, folder_.path() / ("host_" + type));
        config += "HostKey " + (folder_.path() / ("host_" + type)).string() + "\n";
        known += "[127.0.0.1]:" + port() + " " + host_key(type) + "\n";
    }
    folder_.write("known_hosts", known);
    const auto path = folder_.write("sshd_config", config + setup.extra);
    pid_ = start({setup.program, "-D", "-e", "-f", path}, folder_.path() / "log");
    wait_until_it_listens(port_);
}

Sshd::~Sshd() {
    stop(pid_);
}

std::string Sshd::host_key(const std::string& type) const {
    auto text = base::read_file(folder_.path() / ("host_" + type + ".pub"), 1 << 16);
    text.erase(text.find_last_not_of(" \n") + 1);
    return text;
}

std::string Sshd::log() const {
    return base::read_file(folder_.path() / "log", 1 << 20);
}

transport::Destination Sshd::destination() const {
    transport::Destination destination;
    destination.host = "127.0.0.1";
    destination.port = port();
    destination.user = "root";
    destination.identities = {client_key()};
    destination.known_hosts = {known_hosts()};
    destination.ssh_config = "none";
    return destination;
}

} // namespace plumbline::test

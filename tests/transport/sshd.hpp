#pragma once

#include "support.hpp"

#include <string>
#include <vector>

namespace plumbline::test {

/// A real sshd on 127.0.0.1 and a free port, with keys, configuration and known_hosts of its own in a folder
/// that goes with it.
class Sshd {
public:
    struct Setup {
        std::vector<std::string> host_key_types{"ed25519"};
        std::string extra; ///< more lines of sshd_config
        std::string client_key = "ed25519";
        std::string program = "/usr/sbin/sshd";
    };
    explicit Sshd(Setup setup);
    Sshd() : Sshd(Setup{}) {}
    ~Sshd();
    Sshd(const Sshd&) = delete;
    Sshd& operator=(const Sshd&) = delete;

    [[nodiscard]] std::string port() const { return std::to_string(port_); }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    [[nodiscard]] std::string client_key() const { return folder_.path() / "client"; }
    [[nodiscard]] std::string known_hosts() const { return folder_.path() / "known_hosts"; }
    /// The public key of the host as known_hosts has it: "ssh-ed25519 AAAA…".
    [[nodiscard]] std::string host_key(const std::string& type = "ed25519") const;
    [[nodiscard]] transport::Destination destination() const;
    /// What it said so far, for a test that fails.
    [[nodiscard]] std::string log() const;
    /// Puts other lines into its known_hosts.
    void know(const std::string& lines) const { static_cast<void>(folder_.write("known_hosts", lines)); }
    /// Puts other lines into the authorized_keys of its users.
    void authorize(const std::string& lines) const {
        static_cast<void>(folder_.write("authorized_keys", lines));
    }

private:
    Folder folder_;
    int port_;
    pid_t pid_ = -1;
};

} // namespace plumbline::test

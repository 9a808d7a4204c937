#pragma once

#include "support/temporary_folder.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace plumbline::test {

/// An authority of the tests alone, and servers' certificates that it signs.
class Certificates {
public:
    /// Made once for a test program.
    static const Certificates& shared() {
        static const Certificates all;
        return all;
    }

    /// Trusts the servers below.
    [[nodiscard]] std::string authority() const { return folder_.path("authority.pem"); }
    /// Has signed nothing.
    [[nodiscard]] std::string stranger() const { return folder_.path("stranger.pem"); }
    /// For localhost and 127.0.0.1; key and certificates in one file.
    [[nodiscard]] std::string server() const { return folder_.path("server.pem"); }
    /// For elsewhere.example alone.
    [[nodiscard]] std::string elsewhere() const { return folder_.path("elsewhere.pem"); }

private:
    Certificates() {
        make_authority("authority");
        make_authority("stranger");
        make_server("server", "DNS:localhost,IP:127.0.0.1");
        make_server("elsewhere", "DNS:elsewhere.example");
    }

    void run(const std::string& command) const {
        if (std::system(("cd " + folder_.path() + " && (" + command + ") >/dev/null 2>&1").c_str()) != 0)
            throw std::runtime_error("failed: " + command);
    }
    void make_authority(const std::string& name) const {
        run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" + name +
            " -keyout " + name + ".key -out " + name + ".pem");
    }
    void make_server(const std::string& name, const std::string& names) const {
        run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" + name +
            " -addext subjectAltName=" + names + " -addext basicConstraints=critical,CA:FALSE" +
            " -CA authority.pem -CAkey authority.key -keyout " + name + ".key -out " + name + ".crt");
        run("cat " + name + ".key " + name + ".crt > " + name + ".pem");
    }

    TemporaryFolder folder_;
};

} // namespace plumbline::test

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
    /// For the same as server(), but its time is over.
    [[nodiscard]] std::string expired() const { return folder_.path("expired.pem"); }

private:
    Certificates() {
        make_authority("authority");
        make_authority("stranger");
        make_server("server", "DNS:localhost,IP:127.0.0.1");
        make_server("elsewhere", "DNS:elsewhere.example");
        make_expired();
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
    /// `openssl req` makes nothing that has ended already.
    void make_expired() const {
        run("openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=expired -addext "
            "subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout expired.key -out expired.csr");
        folder_.file(
            "ca.conf",
            "[ca]\ndefault_ca = all\n[all]\ndatabase = index\nserial = serial\nnew_certs_dir = .\n"
            "default_md = sha256\npolicy = any\ncopy_extensions = copy\n[any]\ncommonName = supplied\n");
        run("touch index && echo 01 > serial && openssl ca -batch -notext -config ca.conf -cert "
            "authority.pem -keyfile "
            "authority.key -startdate 20200101000000Z -enddate 20200102000000Z -in expired.csr -out "
            "expired.crt");
        run("cat expired.key expired.crt > expired.pem");
    }

    TemporaryFolder folder_;
};

} // namespace plumbline::test

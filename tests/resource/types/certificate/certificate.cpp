#include "base/child.hpp"
#include "base/file.hpp"
#include "resource/types/certificate/read.hpp"
#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/local_probe.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using certificate::read_certificates;
using test::Lines;

namespace {

const Type& type = *find_type("certificate");

/// Makes a key and a certificate of it in the folder, with openssl(1), and gives back the certificate.
std::string issue(const test::TemporaryFolder& folder, const std::vector<std::string>& more) {
    std::vector<std::string> words{"openssl", "req",
                                   "-x509",   "-nodes",
                                   "-keyout", folder.path("key.pem"),
                                   "-out",    folder.path("cert.pem")};
    words.insert(words.end(), more.begin(), more.end());
    const auto result =
        base::run_child(words, "", {.deadline = base::Deadline::after(base::Milliseconds(60'000))});
    INFO(result.errors);
    REQUIRE(result.code == 0);
    return base::read_file(folder.path("cert.pem"), 1 << 20);
}

const std::vector<std::string> example{
    "-newkey",
    "rsa:2048",
    "-sha256",
    "-days",
    "90",
    "-subj",
    "/O=Exämple/CN=www.example.org",
    "-utf8",
    "-addext",
    "subjectAltName=DNS:www.example.org,DNS:example.org,IP:192.0.2.1,IP:2001:db8::1"};

} // namespace

TEST_CASE("a certificate that openssl made is read as it was made") {
    const test::TemporaryFolder folder;
    const auto chain = read_certificates(issue(folder, example));
    REQUIRE(chain.size() == 1);
    const auto& own = chain.front();
    CHECK(own.subject == "CN=www.example.org,O=Exämple");
    CHECK(own.issuer == own.subject);
    CHECK(own.self_signed);
    CHECK(own.names == base::List{"www.example.org", "example.org", "192.0.2.1", "2001:DB8:0:0:0:0:0:1"});
    CHECK(own.algorithm == "rsa");
    CHECK(own.bits == "2048");
    CHECK(own.signature == "RSA-SHA256");
    CHECK(own.not_after - own.not_before == 90 * 86400);
}

TEST_CASE("keys of other kinds are told by their names and lengths") {
    const test::TemporaryFolder folder;
    const auto ec = read_certificates(
        issue(folder, {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/CN=a"}));
    CHECK(ec.at(0).algorithm + " " + ec.at(0).bits + " " + ec.at(0).signature == "ec 256 ecdsa-with-SHA256");
    const auto ed = read_certificates(issue(folder, {"-newkey", "ed25519", "-subj", "/CN=a"}));
    CHECK(ed.at(0).algorithm + " " + ed.at(0).bits + " " + ed.at(0).signature == "ed25519 256 ED25519");
}

TEST_CASE("a chain is read in its order, up to what is no certificate") {
    const test::TemporaryFolder folder;
    const auto pem = issue(folder, example);
    CHECK(read_certificates(pem + pem).size() == 2);
    CHECK(read_certificates(pem + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").size() ==
          1);
    for (std::size_t cut = 0; cut < pem.size() - 2; cut += 7)
        CHECK(read_certificates(pem.substr(0, cut)).empty());
}

TEST_CASE("nothing but certificates leaves the host: a key beside them stays") {
    const test::TemporaryFolder folder;
    const auto pem = issue(folder, example);
    const auto both = base::read_file(folder.path("key.pem"), 1 << 20) + pem + "ssl_password\n";
    const Desired desired = test::desired(type, folder.file("both.pem", both));
    const auto answers = test::ask(type.queries(desired));
    CHECK(std::get<probe::Answered>(answers.to(type.queries(desired)[0])).bytes == pem);
}

TEST_CASE("a certificate is held against what it must be") {
    const test::TemporaryFolder folder;
    Desired desired = test::desired(type, folder.file("www.pem", issue(folder, example)),
                                    {{"algorithm", "ec"}, {"subject", "CN=www.example.org,O=Exämple"}});
    desired.attributes["bits"] = {AtLeast{"3072"}};
    desired.attributes["days_left"] = {AtLeast{"30"}};
    desired.attributes["names"] = {Contains{{"example.org"}}};
    const auto verdict = test::judge(type, desired, test::ask(type.queries(desired)));
    CHECK(verdict.properties == Lines{"algorithm: ec / rsa", "bits: at least 3072 / 2048",
                                      "days_left: in sync", "names: in sync", "state: in sync",
                                      "subject: in sync"});
    CHECK(verdict.would.empty());
}

TEST_CASE("the days that are left are counted by the host's clock, down to below none") {
    const test::TemporaryFolder folder;
    const auto pem = issue(folder, example);
    const auto own = read_certificates(pem).at(0);
    const Desired desired = test::desired(type, "/x.pem", {{"days_left", "0"}});
    const auto on = [&](std::int64_t seconds_before_end) {
        return test::judge(
            type, desired,
            {probe::Answered{pem}, probe::Answered{std::to_string(own.not_after - seconds_before_end)}});
    };
    CHECK(on(86400 + 5).properties == Lines{"days_left: 0 / 1", "state: in sync"});
    CHECK(on(86399).properties == Lines{"days_left: in sync", "state: in sync"});
    CHECK(on(-1).properties == Lines{"days_left: 0 / -1", "state: in sync"});
    CHECK(on(91 * 86400).remarks.back() == "it is not valid yet");
    CHECK(test::judge(type, desired, {probe::Answered{pem}, probe::CannotTell{"no date"}}).properties ==
          Lines{"days_left: unknown, the host does not tell its time", "state: in sync"});
}

TEST_CASE("a file that is not there, holds no certificate or can't be read") {
    const Desired desired = test::desired(type, "/x.pem", {{"algorithm", "rsa"}});
    CHECK(test::judge(type, desired, {probe::Absent{}}).properties == Lines{"state: present / absent"});
    const std::string none = "the file holds no PEM certificate (-----BEGIN CERTIFICATE-----)";
    CHECK(test::judge(type, desired, {probe::Answered{""}}).properties ==
          Lines{"algorithm: unknown, " + none, "state: unknown, " + none});
    CHECK(test::judge(type, desired, {probe::CannotTell{"permission denied"}}).properties ==
          Lines{"algorithm: unknown, permission denied", "state: unknown, permission denied"});
    CHECK(test::judge(type, test::desired(type, "/x.pem", {{"state", "absent"}}), {probe::Absent{}})
              .properties == Lines{"state: in sync"});
}

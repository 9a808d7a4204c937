#include "alert/local/rsyslog.hpp"
#include "base/escape.hpp"
#include "support/certificates.hpp"
#include "support/channel_setting.hpp"
#include "support/double.hpp"
#include "support/hostile.hpp"

#include <catch2/catch.hpp>
#include <sys/un.h>

using namespace plumbline;
using test::Certificates;
using test::ChannelSetting;
using test::Double;
using test::message_of_drift;
using test::Rsyslog;
using test::words_of;

namespace {

ChannelSetting channel_to(const std::string& to, const std::string& more = "") {
    return ChannelSetting("type: syslog\nto: \"" + to + "\"\n" + more);
}

/// What stands in each field of a record of the message.
void expect_record(const nlohmann::json& record, const alert::Message& message) {
    INFO(record.dump(1));
    CHECK(record["protocol-version"] == "1");
    CHECK(record["pri"] == "139");
    // by a socket rsyslogd takes its own clock
    if (record["inputname"] != "imuxsock")
        CHECK(record["timereported"] == "2026-11-21T12:00:00Z");
    CHECK(record["app-name"] == "plumbline");
    CHECK(record["procid"] == std::to_string(::getpid()));
    CHECK(record["msgid"] == "opened");
    CHECK(test::without(record["msg"], "\xEF\xBB\xBF") == alert::subject_of(message));
}

const std::string keys = "facility: local1\nenterprise: 4711\n";

} // namespace

TEST_CASE("rsyslogd reads every field of a record, by UDP, by TCP and by a socket that takes RFC 5424") {
    Rsyslog log;
    auto message = message_of_drift();
    message.headline = "wéb1 ] \\ \" drifts";
    message.site = "a \"site\" \\ ]";
    for (const auto& to : {channel_to(log.udp(), keys), channel_to(log.tcp(), keys),
                           channel_to("unix:" + log.strict_socket(), keys + "format: rfc5424\n")}) {
        REQUIRE(words_of(to.send(message)) == "delivered");
        const auto record = log.next();
        expect_record(record, message);
        CHECK_THAT(record["structured-data"].get<std::string>(),
                   Catch::StartsWith("[origin software=\"plumbline\" swVersion=\"0.1.0\"][plumbline@4711 ") &&
                       Catch::Contains(R"( site="a \"site\" \\ \]" )") &&
                       Catch::Contains(" host=\"web1\" resource=\"file:/etc/motd\"]"));
    }
}

TEST_CASE("rsyslogd reads what comes by a socket such as /dev/log") {
    Rsyslog log;
    const auto message = message_of_drift();
    REQUIRE(words_of(channel_to("unix:" + log.local_socket()).send(message)) == "delivered");
    const auto record = log.next();
    CHECK(record["pri"] == "27");
    CHECK(record["programname"] == "plumbline");
    CHECK(record["procid"] == std::to_string(::getpid()));
    CHECK(record["msg"] == " " + alert::subject_of(message));
}

TEST_CASE("a host's text is inert in a log") {
    Rsyslog log;
    const auto udp = channel_to(log.udp(), keys);
    const auto tcp = channel_to(log.tcp(), keys);
    const auto local = channel_to("unix:" + log.local_socket());
    for (const auto& payload : test::payloads()) {
        INFO(payload.name);
        auto message = message_of_drift();
        message.headline = base::printable(payload.bytes);
        message.site = message.headline;
        message.members[0].host = message.headline;
        const auto subject = alert::subject_of(message);
        for (const auto* channel : {&udp, &tcp, &local}) {
            REQUIRE(words_of(channel->send(message)) == "delivered");
            const auto record = log.next();
            INFO(record.dump(1).substr(0, 3000));
            CHECK(record["app-name"] == "plumbline");
            CHECK(record["rawmsg"].get<std::string>().size() <= 8192);
            const auto msg = test::without(record["msg"], "\xEF\xBB\xBF");
            CHECK(base::printable(msg) == msg);
            if (subject.size() < 500)
                CHECK_THAT(msg, Catch::EndsWith(subject));
            if (channel != &local)
                CHECK(record["msgid"] == "opened");
        }
    }
}

TEST_CASE("TCP and TLS: one framed record a connection, ended in order") {
    const auto& files = Certificates::shared();
    const Double plain("log.py");
    const Double encrypted("log.py", {"--certificate", files.server()});
    const auto by_tls = "tls://localhost:" + encrypted.port();
    REQUIRE(words_of(channel_to("tcp://127.0.0.1:" + plain.port()).send(message_of_drift())) == "delivered");
    REQUIRE(words_of(channel_to(by_tls, "ca_file: " + files.authority()).send(message_of_drift())) ==
            "delivered");
    for (const auto* server : {&plain, &encrypted}) {
        const auto noted = server->noted();
        REQUIRE(noted.size() == 1);
        INFO(noted[0].dump(1));
        CHECK(noted[0]["whole"] == true);
        CHECK(noted[0]["ended"] == true);
        REQUIRE(noted[0]["records"].size() == 1);
        CHECK_THAT(noted[0]["records"][0].get<std::string>(),
                   Catch::StartsWith("<27>1 2026-11-21T12:00:00Z ") && Catch::EndsWith("13:00Z"));
    }
}

TEST_CASE("a receiver that is not there, not trusted or does not read is said to fail, in time") {
    const auto& files = Certificates::shared();
    const test::TemporaryFolder folder;
    const Double encrypted("log.py", {"--certificate", files.server()});
    const Double elsewhere("log.py", {"--certificate", files.elsewhere()});
    const Double plain("log.py");
    const Double silent("log.py", {"--way", "silent"});
    const Double silent_by_tls("log.py", {"--way", "silent", "--certificate", files.server()});
    const Double resetting("log.py", {"--way", "reset"});
    const auto trust = "ca_file: " + files.authority() + "\n";
    const auto nobody = test::free_port(SOCK_STREAM);
    struct Case {
        std::string to, keys, said;
    };
    const Case cases[] = {
        {"unix:" + folder.path("none"), "", "failed: " + folder.path("none") + ": No such file or directory"},
        {"udp://127.0.0.1:" + nobody, "", "failed: 127.0.0.1:" + nobody + ": Connection refused"},
        {"udp://nowhere.invalid:514", "", "failed: nowhere.invalid:514: no address is known of it"},
        {"tcp://127.0.0.1:" + nobody, "",
         "failed: 127.0.0.1:" + nobody + ": Failed to connect to 127.0.0.1 port"},
        {"tcp://127.0.0.1:" + silent.port(), "",
         "failed: 127.0.0.1:" + silent.port() + ": it did not take the record in time"},
        {"tls://127.0.0.1:" + silent_by_tls.port(), trust,
         "failed: 127.0.0.1:" + silent_by_tls.port() + ": it did not take the record in time"},
        {"tcp://127.0.0.1:" + resetting.port(), "", "failed: 127.0.0.1:" + resetting.port() + ": "},
        {"tls://127.0.0.1:" + encrypted.port(), "ca_file: " + files.stranger() + "\n",
         "failed: 127.0.0.1:" + encrypted.port() + ": SSL certificate problem: "},
        {"tls://localhost:" + elsewhere.port(), trust,
         "failed: localhost:" + elsewhere.port() + ": SSL: no alternative certificate subject name matches"},
        {"tls://127.0.0.1:" + resetting.port(), trust, "failed: 127.0.0.1:" + resetting.port() + ": "},
    };
    for (const auto& each : cases) {
        INFO(each.to);
        const auto before = std::chrono::steady_clock::now();
        CHECK_THAT(
            words_of(channel_to(each.to, each.keys).send(message_of_drift(), std::chrono::milliseconds(700))),
            Catch::StartsWith(each.said));
        CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(5));
    }
    CHECK(encrypted.noted().empty());
    CHECK(elsewhere.noted().empty());
}

TEST_CASE("a socket whose receiver is busy is waited for, but not for ever") {
    const test::TemporaryFolder folder;
    const auto path = folder.path("log");
    const int receiver = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    REQUIRE(::bind(receiver, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    const auto channel = channel_to("unix:" + path);
    auto words = words_of(channel.send(message_of_drift()));
    for (int sent = 0; words == "delivered" && sent < 100'000; ++sent)
        words = words_of(channel.send(message_of_drift(), std::chrono::milliseconds(50)));
    CHECK(words == "failed: " + path + ": Connection timed out");
    ::close(receiver);
}

TEST_CASE("what is wrong with a syslog channel is said at its place") {
    const std::string schemes = "udp://HOST:PORT or tcp://HOST:PORT or tls://HOST:PORT";
    struct Case {
        std::string keys, said;
    };
    const Case cases[] = {
        {"", ""},
        {"to: \"udp://log.example.org\"\nfacility: local3\nenterprise: 4294967295\n", ""},
        {"to: \"tls://log.example.org\"\n", ""},
        {"facility: kern\n", "2:11: error: 'facility' cannot be 'kern' | one of: user, mail, daemon, auth, "
                             "syslog, lpr, news, uucp, "
                             "cron, authpriv, ftp, ntp, audit, alert, clock, local0, local1, local2, local3, "
                             "local4, local5, local6, "
                             "local7\n"},
        {"to: \"http://h\"\n", "2:5: error: 'to' must be " + schemes + ", found 'http://h'\n"},
        {"to: \"unix:log\"\n",
         "2:5: error: 'to' must be the absolute path of a socket, of at most 107 bytes, found 'log'\n"},
        {"to: \"tcp://h\"\nca_file: alerts.yaml\n",
         "3:10: error: 'ca_file' holds no certificate: alerts.yaml | name a file of certificates in PEM\n"},
        {"to: \"udp://h\"\nformat: rfc5424\n",
         "3:1: error: 'format' is for a socket of this machine: everything "
         "else gets RFC 5424 | take it away\n"},
        {"format: rfc3164\n", "2:9: error: 'format' cannot be 'rfc3164' | one of: local, rfc5424\n"},
        {"enterprise: 0\n",
         "2:13: error: 'enterprise' must be a whole number from 1 to 4294967295, found 0\n"},
        {"host: h\n",
         "2:1: error: a channel has no key 'host' | one of: enterprise, facility, format, to, type\n"},
    };
    for (const auto& each : cases)
        CHECK(ChannelSetting("type: syslog\n" + each.keys).refusals() == each.said);
    const auto& files = Certificates::shared();
    CHECK(channel_to("tcp://h", "ca_file: " + files.authority()).refusals() ==
          "2:5: error: 'ca_file' does not go with tcp, which has no certificates | write tls://HOST:PORT\n");
}

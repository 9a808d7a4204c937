#include "support/certificates.hpp"
#include "support/channel_setting.hpp"
#include "support/double.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Certificates;
using test::ChannelSetting;
using test::Double;
using test::message_of_drift;
using test::words_of;

namespace {

/// A channel of letters from audit@example.org to ops@example.org; `more` are lines of further keys.
ChannelSetting channel_to(const std::string& server, const std::string& more = "",
                          const std::string& to = "ops@example.org") {
    return ChannelSetting("type: email\nfrom: audit@example.org\nto: [" + to + "]\nsmtp: \"" + server +
                          "\"\n" + more);
}
std::string at_port(const Double& server, const std::string& scheme = "smtp",
                    const std::string& host = "127.0.0.1") {
    return scheme + "://" + host + ":" + server.port();
}
/// What the channel said, with PORT for the port of the server.
std::string said(const ChannelSetting& channel, const Double& server,
                 base::Milliseconds within = std::chrono::seconds(10)) {
    auto words = words_of(channel.send(message_of_drift(), within));
    for (auto at = words.find(server.port()); at != std::string::npos; at = words.find(server.port(), at))
        words.replace(at, server.port().size(), "PORT");
    return words;
}

const std::string login = "user: audit\npassword: \"s3cret €\"\n";
std::string trusting(const std::string& authority) {
    return "ca_file: " + authority + "\n";
}

} // namespace

TEST_CASE("a letter goes to a server without encryption on this machine, and is as the standards ask") {
    const Double server("mail.py");
    const auto channel =
        channel_to(at_port(server), "reply_to: desk@example.org\n", "ops@example.org, b@example.org");
    REQUIRE(said(channel, server) == "delivered");
    const auto noted = server.noted();
    REQUIRE(noted.size() == 1);
    const auto& letter = noted[0];
    INFO(letter.dump(1));
    CHECK(letter["problems"].empty());
    CHECK(letter["mail_from"] == "audit@example.org");
    CHECK(letter["rcpt_tos"] == nlohmann::json{"ops@example.org", "b@example.org"});
    CHECK(letter["to"] == nlohmann::json{"ops@example.org", "b@example.org"});
    const auto message = message_of_drift();
    const auto& headers = letter["headers"];
    CHECK(headers["Subject"] == alert::subject_of(message));
    CHECK(headers["From"] == "plumbline <audit@example.org>");
    CHECK(headers["Reply-To"] == "desk@example.org");
    CHECK(headers["Date"] == "Sat, 21 Nov 2026 12:00:00 +0000");
    CHECK(headers["Message-ID"] == "<01JD0000000000000000000001@example.org>");
    CHECK(headers["List-Id"] == "<web.plumbline.example.org>");
    CHECK(headers["Auto-Submitted"] == "auto-generated");
    CHECK(headers["X-Auto-Response-Suppress"] == "All");
    CHECK(headers["X-Plumbline-Event"] == "opened");
    CHECK(headers["X-Plumbline-Severity"] == "high");
    CHECK(headers.count("Importance") + headers.count("References") + headers.count("In-Reply-To") == 0);
    CHECK(letter["plain"] == alert::text_of(message, 1 << 20));
    for (const std::string part :
         {"web1: file:/etc/motd mode is 0600, should be 0644", "cause", "+++ /etc/motd\n",
          "platform@example.org", "since 2026-11-20 13:00Z", "sha256:aaaa"})
        CHECK_THAT(letter["page_text"].get<std::string>(), Catch::Contains(part));
    CHECK(letter["links"] == nlohmann::json{message.page});
}

TEST_CASE("what follows on an alert's first message is of its thread") {
    const Double server("mail.py");
    const auto channel = channel_to(at_port(server), "list_id: drift.example.org\n");
    auto message = message_of_drift();
    message.severity = alert::Severity::critical;
    message.headline = "wéb1: 設定 drifts";
    REQUIRE(words_of(channel.send(message)) == "delivered");
    message.begun = message.id;
    message.id = "01JD0000000000000000000002";
    message.event = alert::Event::resolved;
    message.test = true;
    REQUIRE(words_of(channel.send(message)) == "delivered");
    const auto noted = server.noted();
    REQUIRE(noted.size() == 2);
    CHECK(noted[0]["problems"].empty());
    CHECK(noted[1]["problems"].empty());
    const auto& first = noted[0]["headers"];
    const auto& second = noted[1]["headers"];
    CHECK(first["Importance"] == "high");
    CHECK(first["List-Id"] == "<drift.example.org>");
    CHECK(first["Subject"] == "[plumbline production] critical: wéb1: 設定 drifts");
    CHECK(second["Message-ID"] == "<01JD0000000000000000000002@example.org>");
    CHECK(second["In-Reply-To"] == first["Message-ID"]);
    CHECK(second["References"] == first["Message-ID"]);
    CHECK(second.count("Importance") == 0);
    CHECK_THAT(noted[1]["page_text"].get<std::string>(), Catch::Contains("This is a test"));
    CHECK_THAT(second["Subject"].get<std::string>(), Catch::Contains("test"));
}

TEST_CASE("a login goes over STARTTLS or TLS from the first byte, by any mechanism") {
    const auto& files = Certificates::shared();
    struct Case {
        std::string scheme;
        std::vector<std::string> options;
    };
    const Case cases[] = {{"smtp", {"--tls", "starttls"}},
                          {"smtp", {"--tls", "starttls", "--exclude", "PLAIN"}},
                          {"smtps", {"--tls", "implicit", "--exclude", "LOGIN"}}};
    for (const auto& each : cases) {
        auto options = each.options;
        for (const auto& word :
             std::vector<std::string>{"--certificate", files.server(), "--login", "audit", "s3cret €"})
            options.push_back(word);
        const Double server("mail.py", options);
        CHECK(said(channel_to(at_port(server, each.scheme, "localhost"), login + trusting(files.authority())),
                   server) == "delivered");
        const auto noted = server.noted();
        REQUIRE(noted.size() == 1);
        CHECK(noted[0]["problems"].empty());
        CHECK(noted[0]["encrypted"] == true);
        CHECK(noted[0]["login"] == "audit");
    }
}

TEST_CASE("a login that is wrong may be mended, and what is said of it holds no password") {
    const auto& files = Certificates::shared();
    const Double server("mail.py",
                        {"--tls", "starttls", "--certificate", files.server(), "--login", "audit", "other"});
    const auto words = said(channel_to(at_port(server), login + trusting(files.authority())), server);
    CHECK(words == "failed: 127.0.0.1:PORT answered 535 5.7.8 to AUTH");
    CHECK(server.noted().empty());
    const Double asking("mail.py",
                        {"--tls", "starttls", "--certificate", files.server(), "--login", "audit", "x"});
    CHECK_THAT(said(channel_to(at_port(asking), trusting(files.authority())), asking),
               Catch::StartsWith("failed: 127.0.0.1:PORT answered 530 5.7.0 Authentication required"));
}

TEST_CASE("a server that repeats what it was told gets no password into what is said") {
    const auto& files = Certificates::shared();
    const Double server("mail.py", {"--way", "repeating", "--certificate", files.server()});
    CHECK(said(channel_to(at_port(server, "smtps"), login + trusting(files.authority())), server) ==
          "failed: 127.0.0.1:PORT answered 535 5.7.8 to AUTH");
}

TEST_CASE("nothing goes in the clear, or to whom it is not meant for, where encryption is required") {
    const auto& files = Certificates::shared();
    const Double plain("mail.py");
    CHECK(said(channel_to(at_port(plain), "tls: required\n"), plain) ==
          "failed: 127.0.0.1:PORT offers no STARTTLS, and nothing goes there in the clear");
    CHECK(said(channel_to(at_port(plain), login), plain) ==
          "failed: 127.0.0.1:PORT offers no STARTTLS, and nothing goes there in the clear");
    CHECK(plain.noted().empty());

    const Double named_otherwise("mail.py", {"--tls", "starttls", "--certificate", files.elsewhere()});
    CHECK_THAT(
        said(channel_to(at_port(named_otherwise, "smtp", "localhost"), trusting(files.authority())),
             named_otherwise),
        Catch::StartsWith("failed: localhost:PORT: SSL: no alternative certificate subject name matches"));
    for (const auto& [scheme, tls] : {std::pair("smtp", "starttls"), std::pair("smtps", "implicit")}) {
        const Double server("mail.py", {"--tls", tls, "--certificate", files.server()});
        for (const auto& keys : {trusting(files.stranger()), std::string("tls: required\n")})
            CHECK_THAT(said(channel_to(at_port(server, scheme), keys), server),
                       Catch::StartsWith("failed: 127.0.0.1:PORT: SSL certificate problem: "));
        CHECK(server.noted().empty());
    }
}

TEST_CASE("opportunistic encryption takes what there is") {
    const auto& files = Certificates::shared();
    const Double encrypting("mail.py", {"--tls", "starttls", "--certificate", files.elsewhere()});
    CHECK(said(channel_to(at_port(encrypting), "tls: opportunistic\n"), encrypting) == "delivered");
    REQUIRE(encrypting.noted().size() == 1);
    CHECK(encrypting.noted()[0]["encrypted"] == true);
    const Double plain("mail.py");
    CHECK(said(channel_to(at_port(plain), "tls: opportunistic\n"), plain) == "delivered");
    CHECK(said(channel_to(at_port(plain), "tls: none\n"), plain) == "delivered");
}

TEST_CASE("what a server refuses for now may work later, and what it refuses for good never will") {
    const std::string both = "ops@example.org, b@example.org";
    const std::string no = "550 5.1.1 no such user";
    const std::string later = "451 4.7.1 greylisted";
    struct Case {
        std::vector<std::string> refused;
        std::string said;
        std::size_t letters = 0;
    };
    const Case cases[] = {
        {{"mail", "550 5.7.1 not from you"},
         "refused: 127.0.0.1:PORT answered 550 5.7.1 not from you to MAIL"},
        {{"mail", "452 4.3.1 disk full"}, "failed: 127.0.0.1:PORT answered 452 4.3.1 disk full to MAIL"},
        {{"data", "554 5.7.1 spam"}, "refused: 127.0.0.1:PORT answered 554 5.7.1 spam to DATA"},
        {{"data", "451 4.3.0 \x1b[2Jnot now"},
         "failed: 127.0.0.1:PORT answered 451 4.3.0 \\x1b[2Jnot now to DATA"},
        {{"ops@example.org", no}, "deliverednot taken for ops@example.org: " + no, 1},
        {{"b@example.org", later}, "deliverednot taken for b@example.org: " + later, 1},
        {{"ops@example.org", no, "b@example.org", no},
         "refused: 127.0.0.1:PORT takes it for nobody: ops@example.org: " + no + "; b@example.org: " + no},
        {{"ops@example.org", later, "b@example.org", later},
         "failed: 127.0.0.1:PORT takes it for nobody: ops@example.org: " + later +
             "; b@example.org: " + later},
        {{"ops@example.org", later, "b@example.org", no},
         "failed: 127.0.0.1:PORT takes it for nobody: ops@example.org: " + later + "; b@example.org: " + no},
    };
    for (const auto& each : cases) {
        std::vector<std::string> options;
        for (std::size_t i = 0; i < each.refused.size(); i += 2)
            options.insert(options.end(), {"--refuse", each.refused[i], each.refused[i + 1]});
        const Double server("mail.py", options);
        CHECK(said(channel_to(at_port(server), "", both), server) == each.said);
        CHECK(server.noted().size() == each.letters);
    }
}

TEST_CASE("a server that fails is said to, and in time") {
    struct Case {
        std::string way, said;
    };
    const Case cases[] = {
        {"silent", "failed: 127.0.0.1:PORT did not finish in time"},
        {"endless", "failed: 127.0.0.1:PORT: Too large response headers"},
        {"garbage", "failed: 127.0.0.1:PORT did not finish in time"},
        {"busy", "failed: 127.0.0.1:PORT answered 421 4.3.2 \\x1b[31mcome back later"},
        {"drops in data", "failed: 127.0.0.1:PORT: "},
        {"drops before reply", "failed: 127.0.0.1:PORT: "},
        {"silent at quit", "delivered"},
    };
    for (const auto& each : cases) {
        const Double server("mail.py", {"--way", each.way});
        const auto before = std::chrono::steady_clock::now();
        CHECK_THAT(said(channel_to(at_port(server)), server, std::chrono::milliseconds(700)),
                   Catch::StartsWith(each.said));
        INFO(each.way);
        CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(5));
    }
}

TEST_CASE("nobody listens") {
    const auto channel = [] {
        const Double server("mail.py");
        return channel_to(at_port(server));
    }();
    CHECK_THAT(words_of(channel.send(message_of_drift())), Catch::Contains("Couldn't connect to server"));
}

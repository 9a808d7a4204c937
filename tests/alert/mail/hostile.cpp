#include "support/hostile.hpp"
#include "support/channel_setting.hpp"
#include "support/double.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

namespace {

/// As deciding writes it: texts are printable, and the payload stands in each of them.
alert::Message hostile_message(const std::string& payload) {
    auto message = test::message_of_drift();
    const auto text = base::printable(payload);
    message.headline = text;
    message.site = text;
    message.standard = text;
    message.environment = text;
    message.contact = text;
    message.page = "https://reports.example.org/x.html";
    message.sections = {{.title = text,
                         .hosts = {text, text},
                         .facts = {{text, text}},
                         .diff = base::printable_lines(payload)}};
    return message;
}

} // namespace

TEST_CASE("a host's text is inert in a letter") {
    const test::Double server("mail.py");
    const test::ChannelSetting channel("type: email\nfrom: audit@example.org\nto: ops@example.org\n"
                                       "smtp: \"smtp://127.0.0.1:" +
                                       server.port() + "\"\n");
    std::size_t letters = 0;
    for (const auto& payload : test::payloads()) {
        INFO(payload.name);
        REQUIRE(test::words_of(channel.send(hostile_message(payload.bytes))) == "delivered");
        const auto noted = server.noted();
        REQUIRE(noted.size() == ++letters);
        const auto& letter = noted.back();
        INFO(letter.dump(1).substr(0, 4000));
        CHECK(letter["problems"].empty());
        CHECK(letter["rcpt_tos"] == nlohmann::json{"ops@example.org"});
        CHECK(letter["links"] == nlohmann::json{"https://reports.example.org/x.html"});
        CHECK(letter["page"].get<std::string>().size() < 200'000);
        const auto text = base::printable(payload.bytes);
        if (text.size() > 200)
            continue;
        const auto subject = letter["headers"]["Subject"].get<std::string>();
        CHECK_THAT(subject, Catch::Contains(std::string(base::trim(text))));
        CHECK_THAT(letter["page_text"].get<std::string>(), Catch::Contains(text));
        CHECK_THAT(letter["plain"].get<std::string>(), Catch::Contains(text));
    }
}

TEST_CASE("a host's text that nobody made printable ends neither a header nor a part") {
    const test::Double server("mail.py");
    const test::ChannelSetting channel("type: email\nfrom: audit@example.org\nto: ops@example.org\n"
                                       "smtp: \"smtp://127.0.0.1:" +
                                       server.port() + "\"\n");
    auto message = test::message_of_drift();
    const std::string forged = "x\r\nBcc: a@example.org\r\n\r\n--=_" + message.id + "--\r\n.\r\nQUIT\r\n";
    message.headline = forged;
    message.site = forged;
    message.sections[0].title = forged;
    message.sections[0].diff = forged;
    REQUIRE(test::words_of(channel.send(message)) == "delivered");
    const auto noted = server.noted();
    REQUIRE(noted.size() == 1);
    INFO(noted[0].dump(1));
    CHECK(noted[0]["problems"].empty());
    CHECK(noted[0]["rcpt_tos"] == nlohmann::json{"ops@example.org"});
}

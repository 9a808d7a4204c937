#include "alert/services/every.hpp"

#include "base/escape.hpp"
#include "support/hostile.hpp"

using namespace plumbline;
using alert::Event;
using test::ChannelSetting;
using test::message_of_drift;

namespace {

std::string outcome_with(const test::Service& service, const std::vector<std::string>& way) {
    const auto started = service.start(way);
    const ChannelSetting setting(service.keys_for(started));
    auto words = test::words_of(setting.send(message_of_drift()));
    const auto place = words.find(started.url());
    return place == std::string::npos ? words : words.replace(place, started.url().size(), "HERE");
}

/// Everything in it says the same, as a host might have it: one line in each place but the diff.
alert::Message message_saying(const std::string& bytes) {
    auto message = message_of_drift();
    const auto most = bytes.substr(0, 20'000); // texts of a message are bounded
    const auto line = base::printable(most);
    for (auto* text :
         {&message.headline, &message.environment, &message.site, &message.standard, &message.contact})
        *text = line;
    auto& section = message.sections.front();
    section = {
        line, section.severity, {line, line}, {{line, line}, {"was", line}}, base::printable_lines(most)};
    auto& member = message.members.front();
    member.host = member.resource = member.what = member.drift = line;
    return message;
}

} // namespace

TEST_CASE("every service takes every event, tests and digests, too") {
    const auto service = GENERATE(from_range(test::every_service()));
    const auto started = service.start();
    const ChannelSetting setting(service.keys_for(started));
    INFO(service);
    for (const auto event : {Event::opened, Event::joined, Event::worse, Event::mutated, Event::still_open,
                             Event::escalated, Event::resolved, Event::unchanged})
        for (const bool test : {false, true})
            for (const bool digest : {false, true}) {
                auto message = message_of_drift();
                message.event = event;
                message.test = test;
                message.digest = digest;
                CHECK(test::words_of(setting.send(message)) == "delivered");
            }
    alert::Message least{.id = "01JD0000000000000000000002",
                         .alert = "sha256:0",
                         .begun = "",
                         .at = test::at("2026-11-21"),
                         .since = test::at("2026-11-20"),
                         .environment = "",
                         .site = "",
                         .standard = "",
                         .run = "",
                         .contact = "",
                         .headline = "no run since yesterday"};
    CHECK(test::words_of(setting.send(least)) == "delivered");
    CHECK(started.complaints() == "");
}

TEST_CASE("what a host says is inert in every service, and within its limits") {
    const auto service = GENERATE(from_range(test::every_service()));
    const auto started = service.start();
    const ChannelSetting setting(service.keys_for(started));
    for (const auto& payload : test::payloads()) {
        INFO(service << ", " << payload.name);
        CHECK(test::words_of(setting.send(message_saying(payload.bytes))) == "delivered");
    }
    CHECK(started.complaints() == "");
    CHECK(started.requests().size() >= test::payloads().size());
}

TEST_CASE("a message of many and long sections is cut to what a service takes") {
    const auto service = GENERATE(from_range(test::every_service()));
    const auto started = service.start();
    const ChannelSetting setting(service.keys_for(started));
    INFO(service);
    auto message = message_saying(std::string(300, '&'));
    message.sections.front().facts.resize(40, message.sections.front().facts.front());
    message.sections.resize(300, message.sections.front());
    message.members.resize(1500, message.members.front());
    CHECK(test::words_of(setting.send(message)) == "delivered");
    CHECK(started.complaints() == "");
}

TEST_CASE("every service's failures are told alike, without a secret") {
    const auto service = GENERATE(from_range(test::every_service()));
    INFO(service);
    CHECK(outcome_with(service, {"--answer", "429", "--header", "Retry-After: 7"}) ==
          "failed: HERE answered 429 (after 7s)");
    const auto echoed = outcome_with(service, {"--fail", "echo"});
    CHECK_THAT(echoed, Catch::StartsWith("refused: HERE answered 400: POST "));
    for (const auto& secret : service.secrets)
        CHECK_THAT(echoed, !Catch::Contains(secret));
}

TEST_CASE("a service with another key refuses") {
    auto service = GENERATE(from_range(test::every_service()));
    service.expected = "whsec_" + std::string(32, 'A');
    INFO(service);
    CHECK_THAT(outcome_with(service, {}), Catch::StartsWith("refused: HERE answered 400: "));
}

TEST_CASE("a service's keys are read strictly") {
    struct Wrong {
        std::string keys;
        std::string said;
    };
    const auto wrong = GENERATE(values<Wrong>({
        {"type: slack\n", "the secret 'url' is missing\n"},
        {"type: slack\nurl: hooks.slack.com\n", "'url' is no URL of http or https\n"},
        {"type: teams\nurl: \"https://example.org/ a\"\n", "'url' is no URL of http or https\n"},
        {"type: pagerduty\n", "the secret 'key' is missing\n"},
        {"type: pagerduty\nkey: hunter2\n", "'key' is no integration key: 32 letters and digits\n"},
        {"type: opsgenie\nkey: \"hunt\u00e9r2\"\n", "'key' is no printable ASCII\n"},
        {"type: opsgenie\n", "the secret 'key' is missing\n"},
        {"type: alertmanager\n", "'url' is missing\n"},
        {"type: alertmanager\nurl: http://127.0.0.1:9093\nuser: a\n", "the secret 'password' is missing\n"},
        {"type: alertmanager\nurl: http://127.0.0.1:9093\nuser: a\npassword: b\ntoken: c\n",
         "'user' and 'token' exclude each other\n"},
    }));
    INFO(wrong.keys);
    const ChannelSetting setting(wrong.keys);
    CHECK(setting.said() == wrong.said);
    CHECK_FALSE(setting.is_there());
    for (const auto* keys :
         {"type: pagerduty\nkey: R0123456789ABCDEF0123456789ABCDE\n", "type: opsgenie\nkey: abc\n"})
        CHECK(ChannelSetting(keys).is_there());
    CHECK_THAT(ChannelSetting("type: alertmanager\nurl: http://127.0.0.1:9093\nhold: 1s\n").said(),
               Catch::Contains("hold"));
}

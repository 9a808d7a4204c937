#include "alert/deciding/world.hpp"
#include "base/error.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::test;

TEST_CASE("every field of a message is the same after JSON, and nothing else is read") {
    World world({to({"chat"})});
    (void)world.run({host("web1", {{.past = past_since(noon())}})});
    auto message = world.last.front().message;
    message.begun = "x";
    message.page = "https://example.org";
    message.test = message.digest = message.sections.front().over = message.members.front().over = true;
    message.at += std::chrono::nanoseconds(123'456'789);
    const auto json = alert::to_json(message);
    CHECK(alert::message_from_json(json) == message);
    const auto with = [&](const std::string& from, const std::string& to) {
        auto changed = json;
        const auto at = changed.find(from);
        REQUIRE(at != std::string::npos);
        return changed.replace(at, from.size(), to);
    };
    using Catch::Matchers::Equals;
    const auto refused = [](const std::string& text, const std::string& why) {
        CHECK_THROWS_WITH(alert::message_from_json(text), Equals(why));
    };
    refused("[]", "expected an object, found array");
    refused(with("\"test\":true", "\"test\":1"), "expected true or false at 'test', found number");
    refused(with("\"test\":true", "\"test\":true,\"more\":1"), "expected no key 'more', found it");
    refused(with("\"begun\":\"x\",", ""), "expected the key 'begun', found none");
    refused(with("\"concern\":\"drift\"", "\"concern\":\"joy\""),
            "expected a known word at 'concern', found 'joy'");
    refused(with("\"headline\":\"", "\"headline\":3,\"was\":\""),
            "expected a text at 'headline', found number");
    refused(with("\"members\":[", "\"members\":3,\"was\":["), "expected a list at 'members', found number");
    refused(with("\"hosts\":[", "\"hosts\":[1,"), "expected texts at 'hosts', found number");
    refused(with("\"at\":", "\"at\":18446744073709551615,\"was\":"),
            "expected a time in nanoseconds at 'at', found number");
    CHECK_THROWS_AS(alert::message_from_json(json.substr(0, json.size() / 2)), base::Error);
    CHECK_THROWS_AS(alert::message_from_json("{\"id\":\"\xff\"}"), base::Error);
    CHECK_THROWS_AS(alert::message_from_json(std::string(100'000, '[')), base::Error);
}

TEST_CASE("words stand for each concern and event, and for nothing else") {
    for (const auto* word :
         {"drift", "unchecked", "unreachable", "signoff", "agreement", "audit_missing", "audit_failed"})
        CHECK(alert::name(alert::parse_concern(word).value()) == word);
    for (const auto* word :
         {"opened", "joined", "worse", "mutated", "still_open", "escalated", "resolved", "unchanged"})
        CHECK(alert::name(alert::parse_event(word).value()) == word);
    CHECK_FALSE(alert::parse_concern("opened"));
    CHECK_FALSE(alert::parse_event("drift"));
}

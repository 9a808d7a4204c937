#include "alert/services/every.hpp"

using namespace plumbline;
using alert::Event;
using alert::Severity;
using nlohmann::json;

TEST_CASE("PagerDuty gets an incident by the alert's key, and its end") {
    auto end = test::message_of_drift();
    end.event = Event::resolved;
    const auto bodies = test::bodies_of("pagerduty", {test::message_of_drift(), end});
    REQUIRE(bodies.size() == 2);
    CHECK(bodies[0]["event_action"] == "trigger");
    CHECK(bodies[0]["dedup_key"] == test::message_of_drift().alert);
    CHECK(bodies[0]["links"] == json{{{"href", test::message_of_drift().page}, {"text", "report"}}});
    const auto& payload = bodies[0]["payload"];
    CHECK(payload["summary"] == "new, high: " + test::message_of_drift().headline);
    CHECK(payload["source"] == "web1");
    CHECK(payload["severity"] == "error");
    CHECK(payload["component"] == "file:/etc/motd");
    CHECK(payload["custom_details"]["hosts"] == "web1");
    CHECK(payload["custom_details"]["text"] == alert::text_of(test::message_of_drift(), 32'000));
    CHECK(bodies[1] == json{{"routing_key", "R0123456789ABCDEF0123456789ABCDE"},
                            {"event_action", "resolve"},
                            {"dedup_key", end.alert}});
}

TEST_CASE("a test is an incident that is over at once") {
    auto message = test::message_of_drift();
    message.test = true;
    message.severity = Severity::critical;
    const auto bodies = test::bodies_of("pagerduty", {message});
    REQUIRE(bodies.size() == 2);
    CHECK(bodies[0]["payload"]["severity"] == "info");
    CHECK(bodies[0]["payload"]["summary"] == "test, nothing is wrong, critical: " + message.headline);
    CHECK(bodies[1]["event_action"] == "resolve");
    for (const auto& body : bodies)
        CHECK(body["dedup_key"] == "plumbline-test:" + message.id);
}

TEST_CASE("severities as PagerDuty has them") {
    std::vector<alert::Message> messages(5, test::message_of_drift());
    for (std::size_t i = 0; i < messages.size(); ++i)
        messages[i].severity = static_cast<Severity>(i);
    std::vector<std::string> words;
    for (const auto& body : test::bodies_of("pagerduty", messages))
        words.push_back(body["payload"]["severity"]);
    CHECK(words == std::vector<std::string>{"info", "info", "warning", "error", "critical"});
}

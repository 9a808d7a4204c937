#include "alert/services/every.hpp"

using namespace plumbline;
using alert::Event;
using nlohmann::json;

namespace {

/// The paths and bodies of what the service receives.
std::vector<json> requests_for(const alert::Message& message) {
    const auto& kind = test::service_named("opsgenie");
    const auto started = kind.start();
    CHECK(test::words_of(test::ChannelSetting(kind.keys_for(started)).send(message)) == "delivered");
    CHECK(started.complaints() == "");
    return started.requests();
}

const std::string in_path = "/v2/alerts/sha256%3A" + std::string(64, 'a');

} // namespace

TEST_CASE("Opsgenie gets one alert by its alias") {
    const auto message = test::message_of_drift();
    const auto requests = requests_for(message);
    REQUIRE(requests.size() == 1);
    CHECK(json::parse(requests[0]["body"].get<std::string>()) ==
          json{{"message", "new, high: " + message.headline},
               {"alias", message.alert},
               {"description", alert::text_of(message, 15'000)},
               {"entity", "web1"},
               {"source", "plumbline"},
               {"priority", "P2"},
               {"tags", {"plumbline", "drift", "production"}},
               {"details",
                {{"event", "new"},
                 {"concern", "drift"},
                 {"environment", "production"},
                 {"standard", "web 1.4"},
                 {"since", "2026-11-20T13:00:00Z"},
                 {"run", message.run},
                 {"contact", message.contact},
                 {"report", message.page}}}});
}

TEST_CASE("what follows is a note, and the end closes it") {
    auto message = test::message_of_drift();
    message.event = Event::worse;
    auto requests = requests_for(message);
    REQUIRE(requests.size() == 2);
    CHECK(requests[0]["path"] == "/v2/alerts");
    CHECK(requests[1]["path"] == in_path + "/notes?identifierType=alias");
    message.event = Event::resolved;
    requests = requests_for(message);
    REQUIRE(requests.size() == 1);
    CHECK(requests[0]["path"] == in_path + "/close?identifierType=alias");
    CHECK(json::parse(requests[0]["body"].get<std::string>())["note"] == alert::text_of(message, 25'000));
}

TEST_CASE("a test is closed at once") {
    auto message = test::message_of_drift();
    message.test = true;
    const auto requests = requests_for(message);
    REQUIRE(requests.size() == 2);
    CHECK(json::parse(requests[0]["body"].get<std::string>())["priority"] == "P5");
    CHECK(requests[1]["path"] ==
          "/v2/alerts/plumbline-test%3A01JD0000000000000000000001/close?identifierType=alias");
}

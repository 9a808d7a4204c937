#include "alert/http/setting.hpp"
#include "alert/services/face.hpp"
#include "support/by_schema.hpp"

using namespace plumbline;
using test::ChannelSetting;
using test::WebDouble;

namespace {

const std::string secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

std::string keys_for(const WebDouble& service, const std::string& more = "") {
    return "type: webhook\nurl: " + service.url() + "/hook\nsecret: " + secret + "\n" + more;
}

} // namespace

TEST_CASE("a webhook's message is signed by Standard Webhooks, and of its schema") {
    const WebDouble service("webhook", {"--secret", secret});
    const ChannelSetting setting(keys_for(service, "headers: {X-Team: platform}\ntoken: abc\n"));
    CHECK(test::words_of(setting.send(test::message_of_drift())) == "delivered");
    CHECK(service.complaints() == "");
    REQUIRE(service.requests().size() == 1);
    const auto request = service.requests().front();
    CHECK(request["path"] == "/hook");
    CHECK(request["headers"]["webhook-id"] == "01JD0000000000000000000001");
    CHECK(request["headers"]["x-team"] == "platform");
    CHECK(request["headers"]["authorization"] == "Bearer abc");
    const auto body = nlohmann::json::parse(request["body"].get<std::string>());
    CHECK(test::objections(nlohmann::json::parse(alert::alert_schema()), body).empty());
    CHECK(body["type"] == "drift.opened");
    CHECK(body["timestamp"] == "2026-11-21T12:00:00Z");
    const auto& told = body["data"];
    CHECK(told["headline"] == "web1: file:/etc/motd mode is 0600, should be 0644, since 2026-11-20 13:00Z");
    CHECK(told["sections"][0]["facts"][0] ==
          nlohmann::json{{"label", "mode"}, {"words", "is 0600, should be 0644"}});
    CHECK(told["sections"][0]["diff"] == "--- /etc/motd\n+++ /etc/motd\n@@ -1 +1 @@\n-a\n+b\n");
    CHECK(told["members"][0]["key"] == test::message_of_drift().members[0].key);
    CHECK_FALSE(told.contains("begun"));
}

TEST_CASE("a webhook that would verify with another key refuses") {
    const WebDouble service("webhook", {"--secret", "whsec_" + std::string(32, 'A')});
    CHECK(test::words_of(ChannelSetting(keys_for(service)).send(test::message_of_drift())) ==
          "refused: " + service.url() + " answered 400: webhook-signature is wrong");
}

TEST_CASE("a message of a thousand hosts is bounded, and says so") {
    auto message = test::message_of_drift();
    message.members.resize(1003, message.members.front());
    message.sections.resize(101, message.sections.front());
    const auto body = nlohmann::json::parse(alert::face_of(message));
    CHECK(test::objections(nlohmann::json::parse(alert::alert_schema()), body).empty());
    CHECK(body["data"]["members"].size() == 1000);
    CHECK(body["data"]["members_omitted"] == 3);
    CHECK(body["data"]["sections_omitted"] == 1);
}

TEST_CASE("a webhook's keys are read strictly") {
    struct Wrong {
        std::string keys;
        std::string said;
    };
    const std::string url = "url: https://example.org/hook\n";
    const auto wrong = GENERATE_REF(values<Wrong>({
        {"type: webhook\n" + url, "the secret 'secret' is missing"},
        {"type: webhook\nsecret: " + secret + "\n", "'url' is missing"},
        {"type: webhook\nsecret: hunter2\n" + url,
         "'secret' is no key of a webhook: whsec_ and 24 to 64 bytes in base64"},
        {"type: webhook\nsecret: whsec_aGk=\n" + url, "'secret' is no key of a webhook"},
        {"type: webhook\nsecret: " + secret + "\nurl: ftp://example.org/\n",
         "'url' is no URL of http or https"},
        {"type: webhook\nsecret: " + secret + "\nurl: https://u:p@example.org/\n",
         "'url' is no URL of http or https"},
        {"type: webhook\nsecret: " + secret + "\n" + url + "ca_file: none.pem\n", "'ca_file' can't be read"},
        {"type: webhook\nsecret: " + secret + "\n" + url + "ca_file: alerts.yaml\n",
         "'ca_file' holds no certificate"},
        {"type: webhook\nsecret: " + secret + "\n" + url + "proxy: example.org\n",
         "'proxy' is no URL of a proxy"},
        {"type: webhook\nsecret: " + secret + "\n" + url + "headers: {Authorization: x}\n",
         "the header 'Authorization' can't be set here"},
        {"type: webhook\nsecret: " + secret + "\n" + url + "headers: {X-A: \"a\\r\\nX-B: b\"}\n",
         "'X-A' and its value are no header"},
        {"type: webhook\nsecret: " + secret + "\n" + url + "token: caf\u00e9\n",
         "'token' is no printable ASCII"},
    }));
    const ChannelSetting setting(wrong.keys);
    INFO(wrong.keys);
    CHECK_THAT(setting.said(), Catch::Contains(wrong.said));
    CHECK_THAT(setting.said(), !Catch::Contains("hunter2") && !Catch::Contains("aGk="));
    CHECK_FALSE(setting.is_there());
}

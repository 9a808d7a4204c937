#include "alert/services/every.hpp"
#include "base/child.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <thread>

using namespace plumbline;
using alert::Event;
using alert::Severity;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

alert::Message storm_of(int hosts) {
    auto message = test::message_of_drift();
    const auto first = message.members.front();
    message.members.clear();
    for (int i = 1; i <= hosts; ++i) {
        auto member = first;
        member.host = "web" + std::to_string(i);
        member.key = "sha256:" + std::to_string(i);
        message.members.push_back(member);
    }
    return message;
}

bool eventually(const std::function<bool()>& holds) {
    for (int attempts = 0; attempts < 300; ++attempts) {
        if (holds())
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
}

/// The real one, and a double that it notifies.
class Real {
public:
    [[nodiscard]] alert::Outcome send(const alert::Message& message) const { return setting_.send(message); }
    /// How many alerts are in each notification, and whether it is of their end.
    [[nodiscard]] std::vector<std::string> notifications() const {
        std::vector<std::string> all;
        for (const auto& request : receiver_.requests()) {
            const auto body = json::parse(request["body"].get<std::string>());
            all.push_back(std::to_string(body["alerts"].size()) + " " + body["status"].get<std::string>());
        }
        return all;
    }
    /// What it holds to be so now.
    [[nodiscard]] json open(const std::string& matcher = "alertname=~.+") const {
        const auto asked = base::run_child(
            {"amtool", "--alertmanager.url=http://127.0.0.1:" + server_.port(), "alert", "query", "-o",
             "json", matcher},
            "", {.deadline = base::Deadline::after(std::chrono::seconds(20)), .output = 8 << 20});
        INFO(asked.errors);
        REQUIRE(asked.code == 0);
        return json::parse(asked.output);
    }

private:
    test::WebDouble receiver_{"receiver"};
    test::Double server_{"alertmanager.py", {receiver_.url()}};
    test::ChannelSetting setting_{"type: alertmanager\nurl: http://127.0.0.1:" + server_.port() + "\n"};
};

} // namespace

TEST_CASE("Alertmanager makes one notification of a storm, keeps it, and is told of its end") {
    const Real real;
    auto storm = storm_of(500);
    REQUIRE(test::words_of(real.send(storm)) == "delivered");
    REQUIRE(eventually([&] { return !real.notifications().empty(); }));
    CHECK(real.notifications() == std::vector<std::string>{"500 firing"});

    storm.event = Event::unchanged;
    CHECK(test::words_of(real.send(storm)) == "delivered");
    std::this_thread::sleep_for(std::chrono::seconds(1)); // several times what a group waits for news
    CHECK(real.notifications() == std::vector<std::string>{"500 firing"});
    const auto open = real.open();
    CHECK(open.size() == 500);
    const auto end = test::at(open.at(0)["endsAt"].get<std::string>().substr(0, 19) + "Z");
    CHECK(end > std::chrono::system_clock::now() + std::chrono::minutes(170));
    CHECK(end < std::chrono::system_clock::now() + std::chrono::minutes(181));

    storm.event = Event::resolved;
    for (auto& member : storm.members)
        member.over = true;
    CHECK(test::words_of(real.send(storm)) == "delivered");
    CHECK(real.open().empty());
    REQUIRE(eventually([&] { return real.notifications().size() > 1; }));
    CHECK(real.notifications().back() == "500 resolved");
}

TEST_CASE("what has become worse takes the place of what it was in Alertmanager") {
    const Real real;
    auto message = storm_of(2);
    REQUIRE(test::words_of(real.send(message)) == "delivered");
    message.event = Event::worse;
    message.members.front().severity = Severity::critical;
    CHECK(test::words_of(real.send(message)) == "delivered");
    std::map<std::string, std::string> severities;
    for (const auto& open : real.open())
        CHECK(severities.emplace(open["labels"]["host"], open["labels"]["severity"]).second);
    CHECK(severities == std::map<std::string, std::string>{{"web1", "critical"}, {"web2", "high"}});

    message.event = Event::joined; // one of them is over
    message.members.front().over = true;
    CHECK(test::words_of(real.send(message)) == "delivered");
    CHECK(real.open().size() == 1);
    message.event = Event::resolved;
    message.members.back().severity = Severity::low; // as nobody was told
    CHECK(test::words_of(real.send(message)) == "delivered");
    CHECK(real.open().empty());
}

TEST_CASE("what Alertmanager holds must be as its API has it") {
    auto message = test::message_of_drift();
    message.event = Event::worse;
    for (const std::string body : {"no JSON", "{\"status\": \"ok\"}", "[{\"labels\": {}}, 7]"}) {
        const test::WebDouble service("alertmanager", {"--answer", "200", "--body", body});
        const test::ChannelSetting setting("type: alertmanager\nurl: " + service.url() + "\n");
        CHECK(test::words_of(setting.send(message)) ==
              "failed: " + service.url() + ": its list of alerts is not as its API has it");
        CHECK(service.requests().size() == 1);
    }
}

TEST_CASE("a test is an alert of its own name that ends by itself") {
    const Real real;
    auto message = storm_of(1);
    message.test = true;
    CHECK(test::words_of(real.send(message)) == "delivered");
    const auto open = real.open("alertname=PlumblineTest");
    REQUIRE(open.size() == 1);
    CHECK(open[0]["labels"] == json{{"alertname", "PlumblineTest"},
                                    {"severity", "info"},
                                    {"environment", "production"},
                                    {"site", "web"},
                                    {"fingerprint", message.id}});
    CHECK(open[0]["annotations"]["summary"] == "test, nothing is wrong");
    CHECK(real.open().size() == 1);
}

TEST_CASE("an alert is held in Alertmanager for three times as long as the site goes without an audit") {
    struct Held {
        std::optional<base::Milliseconds> every;
        std::string keys;
        base::Milliseconds hold;
    };
    const auto held = GENERATE(values<Held>({
        {{}, "", 3h},
        {{}, "hold: 20m\n", 20min},
        {15min, "", 3h},
        {1h, "", 3h},
        {1h, "hold: 61m\n", 61min},
        {6h, "", 18h},
        {24h * 7, "", 24h * 21},
        {24h * 7, "hold: 8d\n", 24h * 8},
    }));
    INFO(held.keys);
    const test::WebDouble service("alertmanager");
    const test::ChannelSetting setting("type: alertmanager\nurl: " + service.url() + "\n" + held.keys,
                                       held.every);
    const auto before = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    REQUIRE(test::words_of(setting.send(test::message_of_drift())) == "delivered");
    const auto body = json::parse(service.requests().at(0)["body"].get<std::string>());
    const auto end = test::at(body.at(0)["endsAt"]);
    CHECK(end >= before + held.hold);
    CHECK(end <= std::chrono::system_clock::now() + held.hold);
}

TEST_CASE("what Alertmanager would forget before the next audit is refused") {
    struct Wrong {
        base::Milliseconds every;
        std::string hold;
        std::string said;
    };
    const auto wrong = GENERATE(values<Wrong>({
        {24h, "3h",
         "3:7: error: 'hold' is 3h, and the site is audited every 1d: what is still open would be said to be "
         "over before the next audit | leave it out: then it is 3d\n"},
        {1h, "60m",
         "3:7: error: 'hold' is 1h, and the site is audited every 1h: what is still open would be said to be "
         "over before the next audit | leave it out: then it is 3h\n"},
        {1h, "1s",
         "3:7: error: 'hold' must be a duration from 1m to 90d, found '1s' | as in 90s, 10m, 1h30m, 7d\n"},
    }));
    const test::ChannelSetting setting(
        "type: alertmanager\nurl: http://127.0.0.1:9093\nhold: " + wrong.hold + "\n", wrong.every);
    CHECK(setting.refusals() == wrong.said);
    CHECK_FALSE(setting.is_there());
}

TEST_CASE("an alert of Alertmanager tells which host, what and where to read on") {
    auto message = test::message_of_drift();
    const auto alerts = test::bodies_of("alertmanager", {message}).at(0);
    REQUIRE(alerts.size() == 1);
    auto alert = alerts[0];
    for (const auto* time : {"startsAt", "endsAt"})
        alert.erase(time);
    CHECK(alert == json{{"labels",
                         {{"alertname", "PlumblineDrift"},
                          {"host", "web1"},
                          {"resource", "file:/etc/motd"},
                          {"severity", "high"},
                          {"environment", "production"},
                          {"site", "web"},
                          {"fingerprint", message.members.front().key}}},
                        {"annotations",
                         {{"summary", "web1: file:/etc/motd mode is 0600, should be 0644"},
                          {"description", message.headline},
                          {"since", "2026-11-20T13:00:00Z"},
                          {"standard", "web 1.4"},
                          {"run", message.run},
                          {"contact", message.contact}}},
                        {"generatorURL", message.page}});
    CHECK(test::ChannelSetting("type: alertmanager\nurl: http://127.0.0.1:1\n").channel().forgets());
}

#include "cli/desk.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <regex>
#include <sstream>
#include <thread>

using namespace plumbline;
using test::Ended;
using test::Words;

namespace {

using Told = std::vector<std::string>;

/// Without what differs from run to run: times, ages and ids.
std::string timeless(std::string text) {
    using Form = std::pair<const char*, const char*>;
    for (const auto& [form, name] :
         {Form{R"(\d{4}-\d\d-\d\d \d\d:\d\dZ)", "TIME"}, Form{R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)", "TIME"},
          Form{R"(TIME \([a-z0-9 ]+\))", "TIME"}, Form{R"(after \d+s)", "after a while"},
          Form{R"(sha256:[0-9a-f]{64})", "DIGEST"}, Form{R"(\b[0-9A-HJKMNP-TV-Z]{26}\b)", "ULID"},
          Form{R"(plumbline-test-\w{6})", "SITE"}})
        text = std::regex_replace(text, std::regex(form), name);
    return text;
}

/// A site whose alerts go to a program that keeps what it is told, as long as there is no file `broken`.
class Watched {
public:
    explicit Watched(const std::string& routes = "  - {to: [pager]}\n", const std::string& more = "") {
        test::write_standard(desk);
        desk.directory("history");
        desk.file("notify", "#!/bin/sh\n[ -e DIR/broken ] && exit 75\ncat >>DIR/told\n", 0755);
        desk.file("plumbline.yaml", "plumbline: 1\nstandard: standard.yaml\nenvironment: test\n"
                                    "history: sqlite://DIR/history/h.db\nalerts: alerts.yaml\n" +
                                        more);
        desk.file("alerts.yaml",
                  "channels:\n  pager: {type: command, run: [DIR/notify]}\nroutes:\n" + routes);
        audit();
    }

    Ended audit(const Words& options = {}) const {
        Words words{"audit", "--quiet"};
        words.insert(words.end(), options.begin(), options.end());
        return desk.run(words);
    }
    /// By a run without a report.
    int status_of_audit(const Words& options = {}) const { return audit(options).status; }

    /// As a command would that prints times and ids.
    Ended run(const Words& words) const {
        auto ended = desk.run(words);
        ended.output = timeless(ended.output);
        ended.errors = timeless(ended.errors);
        return ended;
    }

    /// Since the last time: "EVENT: HEADLINE" each, after "test" where it says that it is one.
    Told told() const {
        Told all;
        if (!std::filesystem::exists(desk.path("told")))
            return all;
        std::istringstream lines(desk.read("told"));
        for (std::string line; std::getline(lines, line);) {
            const auto message = nlohmann::json::parse(line).at("data");
            all.push_back((message.at("test").get<bool>() ? "test " : "") +
                          message.at("event").get<std::string>() + ": " +
                          timeless(desk.neutral(message.at("headline").get<std::string>())));
        }
        std::filesystem::remove(desk.path("told"));
        return all;
    }

    test::Desk desk;
};

} // namespace

TEST_CASE("a drift is told once, again when it differs otherwise, and when it ends") {
    const Watched site;
    CHECK(site.told() == Told{});
    site.desk.file("motd", "bye\n");
    CHECK(site.status_of_audit() == 2);
    CHECK(site.told() == Told{"opened: localhost: file:DIR/motd content differs, since TIME"});
    CHECK(site.status_of_audit() == 2);
    CHECK(site.told() == Told{});
    site.desk.file("motd", "good night\n");
    CHECK(site.status_of_audit() == 2);
    CHECK(site.told() ==
          Told{"mutated: localhost: file:DIR/motd differs otherwise now: content differs, since TIME"});
    CHECK(site.run({"alert", "status"}) ==
          Ended{0,
                "1 alert open\n  low      to pager, opened TIME: localhost file:DIR/motd: content differs\n",
                ""});
    site.desk.file("motd", "hello\n");
    CHECK(site.status_of_audit() == 0);
    CHECK(site.told() ==
          Told{"resolved: localhost: file:DIR/motd is as the standard says again, after a while"});
    CHECK(site.run({"alert", "status"}) == Ended{0, "no alert is open\n", ""});
}

TEST_CASE("a program is told all of it as plumbline.alert/1") {
    const Watched site;
    site.desk.file("extra", "");
    CHECK(site.status_of_audit() == 2);
    auto told = timeless(site.desk.neutral(site.desk.read("told")));
    // what the logs of the machine that tests hold
    told = std::regex_replace(told, std::regex(R"re(\{"label": "suspect","words": "[^"]*"\},)re"), "");
    told = std::regex_replace(told, std::regex("between [0-9: -]+Z and [0-9: -]+Z"), "WINDOW");
    told = std::regex_replace(told, std::regex("[0-9A-Z]{10}(?=\")"), "DRIFT");
    CHECK(
        told ==
        R"({"format": "plumbline.alert/1","type": "drift.opened","timestamp": "TIME","data": )"
        R"({"id": "ULID","alert": "DIGEST","concern": "drift","event": "opened","severity": "high",)"
        R"("since": "TIME","environment": "test","site": "demo","standard": "demo 1","run": "ULID",)"
        R"("test": false,"digest": false,)"
        R"("headline": "localhost: file:DIR/extra state is present, should be absent, since TIME",)"
        R"("sections": [{"title": "file:DIR/extra","severity": "high","over": false,"hosts": ["localhost"],)"
        R"("facts": [{"label": "state","words": "is present, should be absent"},)"
        R"({"label": "since","words": "TIME"},{"label": "window","words": "WINDOW"},)"
        R"({"label": "cause","words": "host-changed"},{"label": "would","words": "remove file"},)"
        R"({"label": "declared","words": "standard.yaml:9"},)"
        R"({"label": "take it in hand","words": "plumbline ack DRIFT"}]}],"sections_omitted": 0,)"
        R"("members": [{"key": "DIGEST","host": "localhost","resource": "file:DIR/extra",)"
        R"("severity": "high","since": "TIME","what": "state is present, should be absent",)"
        R"("drift": "DRIFT","over": false}],"members_omitted": 0}})"
        "\n");
}

TEST_CASE("what can't be delivered is kept, said, and sent by the next run once") {
    const Watched site;
    const Told opened{"opened: localhost: file:DIR/extra state is present, should be absent, since TIME"};
    site.desk.file("broken", "");
    site.desk.file("extra", "");
    const auto audited = site.audit();
    CHECK(audited.status == 1);
    CHECK(audited.errors ==
          "plumbline: alerts: pager: DIR/notify exited with status 75; kept for the next run\n"
          "plumbline: not everybody could be told; the next run, or `plumbline alert send`, "
          "tries again\n");
    CHECK(
        site.run({"alert", "status"}) ==
        Ended{
            0,
            "1 alert open\n"
            "  high     to pager, opened TIME: localhost file:DIR/extra: state is present, should be absent\n"
            "1 message on the way\n"
            "  to pager, not before TIME: localhost: file:DIR/extra state is present, should be absent, "
            "since "
            "TIME\n"
            "    3 attempts: DIR/notify exited with status 75\n",
            ""});
    std::filesystem::remove(site.desk.path("broken"));
    SECTION("by the next run") {
        CHECK(site.audit() == Ended{2, "", ""});
    }
    SECTION("by hand") {
        CHECK(site.run({"alert", "send"}) == Ended{0, "", ""});
    }
    CHECK(site.told() == opened);
    CHECK(site.audit() == Ended{2, "", ""});
    CHECK(site.told() == Told{});
}

TEST_CASE("a run that does not come about is told, and that audits run again") {
    const Watched site;
    const auto standard = site.desk.read("standard.yaml");
    site.desk.file("standard.yaml", "plumbline: 1\nstandrad: demo\n");
    CHECK(site.status_of_audit() == 1);
    CHECK(site.told() ==
          Told{"opened: the audit failed for 2 reasons: standard.yaml:1:1: error: a standard needs "
               "'standard', since TIME"});
    CHECK(site.status_of_audit() == 1);
    CHECK(site.told() == Told{});
    site.desk.file("standard.yaml", standard);
    CHECK(site.status_of_audit() == 0);
    CHECK(site.told() == Told{"resolved: the audit ran again, after a while"});
}

TEST_CASE("a host that stays unreachable is told by the run that makes it so many in a row") {
    const Watched site;
    site.desk.file("hosts.ini", "web1 ansible_host=127.0.0.1 ansible_port=1\n");
    site.desk.file("plumbline.yaml", site.desk.read("plumbline.yaml") + "inventory: hosts.ini\n");
    for (int run = 1; run <= 2; ++run) {
        CHECK(site.status_of_audit() == 4);
        CHECK(site.told() == Told{});
    }
    CHECK(site.status_of_audit() == 4);
    CHECK(site.told() == Told{"opened: web1: unreachable at connect: cannot connect to 127.0.0.1 port 1: "
                              "connection refused; is sshd running there?, since TIME"});
    CHECK(site.status_of_audit() == 4);
    CHECK(site.told() == Told{});
}

TEST_CASE("nobody is told of drafts, of a part that somebody asked for in vain, and with --no-alerts") {
    const Watched site;
    site.desk.file("extra", "");
    site.desk.file("draft.yaml", site.desk.read("standard.yaml"));
    CHECK(site.status_of_audit({"--no-alerts"}) == 2);
    CHECK(site.status_of_audit({"-s", "draft.yaml"}) == 2);
    CHECK(site.status_of_audit({"nowhere*"}) == 1);
    CHECK(site.told() == Told{});
    CHECK(site.status_of_audit() == 2);
    CHECK(site.told() ==
          Told{"opened: localhost: file:DIR/extra state is present, should be absent, since TIME"});
}

TEST_CASE("a marked test goes through each channel, and is no alert") {
    const Watched site;
    CHECK(site.run({"alert", "test"}) == Ended{0, "pager: delivered\n", ""});
    CHECK(site.told() ==
          Told{"test opened: a test of the channel 'pager' for SITE: there is nothing to be done"});
    CHECK(site.run({"alert", "test", "pagre"}) ==
          Ended{1, "", "plumbline: there is no channel 'pagre': did you mean 'pager'?\n"});
    site.desk.file("broken", "");
    CHECK(site.run({"alert", "test", "pager"}) ==
          Ended{1, "pager: failed: DIR/notify exited with status 75\n", ""});
    CHECK(site.run({"alert", "status"}) == Ended{0, "no alert is open\n", ""});
}

TEST_CASE("a schedule that is not kept is told once, and when it is kept again") {
    const Watched site("  - {to: [pager]}\n", "every: 1h\n");
    const auto lax = site.desk.read("plumbline.yaml");
    const auto strict = std::regex_replace(lax, std::regex("1h"), "1s");
    const Told opened{"opened: no audit has ended, though one is due every 1s, since TIME"};
    const Told resolved{"resolved: the audit ran again, after a while"};
    CHECK(site.run({"alert", "check"}) == Ended{0, "the last run ended at TIME\n", ""});
    CHECK(site.told() == Told{});
    std::this_thread::sleep_for(std::chrono::milliseconds(2'100)); // twice 1s
    site.desk.file("plumbline.yaml", strict);
    SECTION("as somebody finds who checks") {
        const Ended overdue{4, "the last run ended at TIME, one is due every 1s\n", ""};
        CHECK(site.run({"alert", "check"}) == overdue);
        CHECK(site.told() == opened);
        CHECK(site.run({"alert", "check"}) == overdue);
        CHECK(site.told() == Told{});
        site.desk.file("plumbline.yaml", lax);
        CHECK(site.status_of_audit() == 0);
        CHECK(site.told() == resolved);
    }
    SECTION("as the next run finds") {
        CHECK(site.status_of_audit() == 0);
        CHECK(site.told() == Told{opened.front(), resolved.front()});
    }
    CHECK(site.run({"alert", "status"}) == Ended{0, "no alert is open\n", ""});
}

TEST_CASE("alerts.yaml is read by validate, and its mistakes are all said") {
    const Watched site;
    site.desk.file("alerts.yaml",
                   "channels:\n  ops: {type: slcak}\nroutes:\n  - {to: [pager], severity: hihg}\n");
    const Ended refused{1, "", R"(alerts.yaml:2:15: error: there is no channel type 'slcak'
      ops: {type: slcak}
                  ^
    did you mean 'slack'? one of: alertmanager, command, email, journald, opsgenie, pagerduty, slack, syslog, teams, webhook
alerts.yaml:4:11: error: there is no channel or provider 'pager'
      - {to: [pager], severity: hihg}
              ^
    one of: ops
alerts.yaml:4:29: error: there is no severity 'hihg'
      - {to: [pager], severity: hihg}
                                ^
    did you mean 'high'? one of: info, low, medium, high, critical
)"};
    CHECK(site.run({"validate"}) == refused);
    CHECK(site.audit() == refused);
    CHECK(site.run({"alert", "status"}) == refused);
}

TEST_CASE("a site without alerts says so") {
    const test::Desk desk;
    test::write_standard(desk);
    desk.file("plumbline.yaml", "plumbline: 1\nstandard: standard.yaml\n");
    for (const auto* part : {"test", "status", "send", "check"})
        CHECK(
            desk.run({"alert", part}) ==
            Ended{
                1, "",
                "plumbline: there are no alerts: expected a site with `standard:` and `alerts: FILE` in its "
                "plumbline.yaml; name it with --site DIR\n"});
}

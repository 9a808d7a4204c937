#include "cli/ledger/site_desk.hpp"
#include "history/recording/runs.hpp"
#include "support/by_schema.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using drift::Status;
using test::host;
using test::mode_of;

namespace {

/// The history of a drift that was waived, then part of a change, and then neither.
class Agreed {
public:
    Agreed() : runs(history::Address::Kind::sqlite) {
        using Kind = drift::Cover::Kind;
        const base::Instant end{std::chrono::seconds(1'795'190'400)};
        runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
        audit(Status::waived, {Kind::waiver, "INC-7", "waivers/a.yaml:4", "jane", "vendor", end});
        audit(Status::pending, {Kind::change, "CHG-1", "changes/1.yaml:1", "joe", "TLS", end});
    }
    void end() {
        auto finding = mode_of("/a", "0644", "0600");
        finding.uncovered = {"change CHG-1 (changes/1.yaml:1) ended at 2026-11-20T16:00:00Z"};
        runs.run({host("web1", {finding})});
    }
    [[nodiscard]] std::string told(const test::Words& words) const {
        test::Words all{"history"};
        all.insert(all.end(), words.begin(), words.end());
        all.insert(all.end(), {"--since", "400d", "--history", runs.store.url()});
        const test::Desk desk;
        const auto ended = desk.run(all, {"LC_ALL=C"});
        CHECK(ended.status == 0);
        CHECK(ended.errors == "");
        return ended.output;
    }

private:
    void audit(Status status, const drift::Cover& cover) {
        auto finding = mode_of("/a", "0644", "0600");
        finding.status = status;
        finding.covers = {cover};
        runs.run({host("web1", {finding})});
    }
    test::Runs runs;
};

nlohmann::json schema() {
    return nlohmann::json::parse(test::Desk().run({"schema", "--timeline"}).output);
}

} // namespace

TEST_CASE("a timeline tells what was agreed on about a drift, and its end") {
    Agreed agreed;
    CHECK_THAT(agreed.told({"--open"}),
               Catch::Contains("    pending: CHG-1 until 2026-11-20 16:00Z, approved by joe: TLS\n"));
    agreed.end();
    CHECK_THAT(agreed.told({"--open"}), !Catch::Contains("pending:"));
    const auto text = agreed.told({"web1", "file:/a"});
    CHECK_THAT(text,
               Catch::Contains("waived under INC-7 until 2026-11-20 16:00Z, approved by jane: vendor\n"));
    CHECK_THAT(text, Catch::Contains("pending under CHG-1 until 2026-11-20 16:00Z, approved by joe: TLS\n"));
    CHECK_THAT(text, Catch::Contains("no longer covered by CHG-1: change CHG-1 (changes/1.yaml:1) ended at"));
}

TEST_CASE("a timeline for programs has what was agreed on") {
    Agreed agreed;
    agreed.end();
    const auto json = agreed.told({"web1", "file:/a", "--format", "json"});
    CHECK(test::objections(schema(), nlohmann::json::parse(json)) == "");
    CHECK_THAT(json,
               Catch::Contains(R"("covers": [{"kind": "waiver", "id": "INC-7", "place": "waivers/a.yaml:4", )"
                               R"("by": "jane", "reason": "vendor", )"
                               R"("until": "2026-11-20T16:00:00Z"}])"));
    CHECK_THAT(json, Catch::Contains(R"({"event": "pending", )"));
    CHECK_THAT(json, Catch::Contains(R"({"event": "uncovered", )"));
    CHECK_THAT(
        json,
        Catch::Contains(R"("uncovered": ["change CHG-1 (changes/1.yaml:1) ended at 2026-11-20T16:00:00Z"])"));
}

TEST_CASE("the schema of timelines takes the story of a drift from gap to gap, and refuses what is none") {
    struct Wrong {
        std::string pointer;
        nlohmann::json value;
    };
    const test::SiteDesk site("every: 1h\n");
    site.record_run(std::chrono::minutes(270));
    site.record_run(std::chrono::minutes(150), false);
    REQUIRE(site.audit());
    site.desk.file("motd", "bye\n");
    REQUIRE(site.audit());
    REQUIRE(site.run({"ack", site.drift(), "--by", "jane", "--note", "CHG-1", "--until", "7d"}).status == 0);
    site.desk.file("motd", "hello\n");
    REQUIRE(site.audit());
    REQUIRE(site.desk.shell("\"$@\" > told", {"history", "--format", "json"}).status == 0);
    const auto right = nlohmann::json::parse(site.desk.read("told"));
    CHECK(test::objections(schema(), right) == "");
    std::vector<std::string> events;
    for (const auto& event : right.at("drifts").at(0).at("events"))
        events.push_back(event.at("event"));
    CHECK(events == std::vector<std::string>{"opened", "acknowledged", "resolved"});
    const std::vector<Wrong> wrong{
        {"/format", "plumbline.timeline/2"},
        {"/since", "TIME"},
        {"/strip/0/seen", "rain"},
        {"/gaps/0/missed", -1},
        {"/drifts/0/opened", nullptr},
        {"/drifts/0/events/0/event", "began"},
        {"/drifts/0/events/0/window", nlohmann::json::object()},
        {"/drifts/0/events/0/properties/0/from", 7},
        {"/drifts/0/events/1/acknowledged", nlohmann::json::object()},
    };
    for (const auto& [pointer, value] : wrong) {
        INFO(pointer);
        auto document = right;
        document.at(nlohmann::json::json_pointer(pointer)) = value;
        CHECK(test::objections(schema(), document) != "");
    }
}

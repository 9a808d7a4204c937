#include "report/faces/drawn.hpp"
#include "support/by_schema.hpp"

#include "base/escape.hpp"
#include "base/file.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace plumbline;
using nlohmann::json;

namespace {

/// What is wrong with a document by OASIS's schema.
std::string objections(const json& document) {
    static const json schema = json::parse(
        base::read_file(std::string(PLUMBLINE_SOURCE) + "/tests/report/schemas/sarif-2.1.0.json", 1 << 20));
    return test::objections(schema, document);
}

json run_of(const report::Report& report) {
    return json::parse(test::drawn("sarif", report)).at("runs").at(0);
}

/// By the title of the resource.
std::map<std::string, json> results_of(const report::Report& report) {
    std::map<std::string, json> all;
    const auto run = run_of(report);
    for (const auto& result : run.at("results"))
        all[result.at("ruleId")] = result;
    return all;
}

} // namespace

TEST_CASE("every SARIF report keeps to the schema of OASIS, whatever is in it") {
    for (const auto& [name, report] : test::all_samples()) {
        CAPTURE(name);
        const auto text = test::drawn("sarif", report);
        CHECK(base::printable_lines(text) == text);
        CHECK(objections(json::parse(text)) == "");
    }
}

TEST_CASE("the schema of OASIS refuses what is no SARIF") {
    const auto good = json::parse(test::drawn("sarif", test::of_every_state()));
    REQUIRE(objections(good) == "");
    for (const auto& [place, value] : std::vector<std::pair<std::string, json>>{
             {"/version", "2.2.0"},
             {"/runs/0/results/0/level", "fatal"},
             {"/runs/0/results/0/kind", "bad"},
             {"/runs/0/results/0/baselineState", "old"},
             {"/runs/0/results/0/message", "text"},
             {"/runs/0/results/0/locations/0/physicalLocation/region/startLine", 0},
             {"/runs/0/results/0/colour", "red"},
             {"/runs/0/invocations/0/executionSuccessful", "yes"},
             {"/runs/0/tool/driver/rules/0/id", 1}}) {
        CAPTURE(place);
        auto bad = good;
        bad[json::json_pointer(place)] = value;
        CHECK(objections(bad) != "");
    }
}

TEST_CASE(
    "a result says where in the standard, on which host, how bad, since which run, and what was agreed on") {
    const auto results = results_of(test::of_every_state());
    REQUIRE(results.size() == 6);
    struct Case {
        std::string rule, kind, level, baseline;
        std::size_t suppressions;
    };
    for (const auto& [rule, kind, level, baseline, suppressions] :
         std::vector<Case>{{"file:/etc/sudoers", "fail", "error", "new", 0},
                           {"file:/etc/motd", "fail", "note", "unchanged", 0},
                           {"file:/etc/issue", "fail", "warning", "updated", 0},
                           {"file:/etc/shadow", "open", "none", "", 0},
                           {"file:/etc/ntp.conf", "fail", "warning", "", 1},
                           {"file:/etc/hostname", "fail", "warning", "", 1}}) {
        CAPTURE(rule);
        const auto& result = results.at(rule);
        CHECK(result.at("kind") == kind);
        CHECK(result.at("level") == level);
        CHECK(result.value("baselineState", "") == baseline);
        CHECK(result.at("suppressions").size() == suppressions);
        CHECK(result.at("locations").at(0).at("logicalLocations").at(0).at("name") == "web1");
    }
    const auto& sudoers = results.at("file:/etc/sudoers");
    CHECK(sudoers.at("message").at("text") == "web1: file:/etc/sudoers: mode is 0600, should be 0644");
    CHECK(sudoers.at("locations").at(0).at("physicalLocation") ==
          json::parse(R"({"artifactLocation": {"uri": "profiles/base.yaml"}, "region": {"startLine": 3}})"));
    const auto& waived = results.at("file:/etc/ntp.conf").at("suppressions").at(0);
    CHECK(waived.at("kind") == "external");
    CHECK(waived.at("justification") == "waiver INC-77 until 2026-11-30 13:00Z: the owner accepts it");
    CHECK(waived.at("location").at("physicalLocation").at("region").at("startLine") == 4);
}

TEST_CASE("a result's fingerprint is the drift's, and its rule is the one of its number") {
    for (const auto& [name, report] : test::all_samples()) {
        CAPTURE(name);
        const auto run = run_of(report);
        std::set<std::string> known;
        for (const auto& host : report.hosts)
            for (const auto& finding : host.findings)
                known.insert(report::fingerprint(host.name, finding));
        for (const auto& result : run.at("results")) {
            CHECK(known.contains(result.at("partialFingerprints").at("plumbline/v1")));
            CHECK(run.at("tool")
                      .at("driver")
                      .at("rules")
                      .at(result.at("ruleIndex").get<std::size_t>())
                      .at("id") == result.at("ruleId"));
        }
    }
}

TEST_CASE("hosts that could not be checked are notifications, and the run is none that succeeded") {
    const auto invocation = run_of(test::of_every_state()).at("invocations").at(0);
    CHECK(invocation.at("executionSuccessful") == false);
    std::vector<std::string> told;
    for (const auto& notification : invocation.at("toolExecutionNotifications"))
        told.push_back(notification.at("message").at("text"));
    CHECK(told == std::vector<std::string>{"web2 failed at probe: 3 of 4 resources could not be checked",
                                           "web3 failed at auth: the key was refused"});
    CHECK(run_of(test::samples().at("in-sync")).at("invocations").at(0).at("executionSuccessful") == true);
}

TEST_CASE("no message is a link, no URI leaves its place") {
    for (const auto& [name, report] : test::all_samples()) {
        CAPTURE(name);
        const auto document = json::parse(test::drawn("sarif", report));
        for (const auto& result : document.at("runs").at(0).at("results"))
            CHECK(result.at("message").at("text").get<std::string>().find("](") == std::string::npos);
    }
    auto report = test::report_of({test::host("web1", {test::Made("file", "/x", drift::Status::drift, 1)})});
    auto desired = *report.hosts[0].findings[0].desired;
    desired.place.source = std::make_shared<const base::Source>(base::Source{"/srv/a b\"?#%\xff.yaml", ""});
    report.hosts[0].findings[0].desired = std::make_shared<const resource::Desired>(desired);
    CHECK(run_of(report)
              .at("results")
              .at(0)
              .at("locations")
              .at(0)
              .at("physicalLocation")
              .at("artifactLocation")
              .at("uri") == "file:///srv/a%20b%22%3F%23%25%FF.yaml");
}

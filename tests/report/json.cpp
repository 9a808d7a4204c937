#include "report/samples.hpp"
#include "support/by_schema.hpp"

#include "base/escape.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <sstream>

using namespace plumbline;
using nlohmann::json;

namespace {

/// What is wrong with a document by the published schema; empty when nothing is.
std::string objections(const json& document) {
    static const json schema = json::parse(report::report_schema());
    return test::objections(schema, document);
}

json parsed(const report::Report& report) {
    return json::parse(report::as_json(report));
}

json finding_of(const test::Made& made) {
    return parsed(test::report_of({test::host("web1", {made})})).at("hosts").at(0).at("resources").at(0);
}

} // namespace

TEST_CASE("every report keeps to the published schema") {
    for (const auto& [name, report] : test::samples()) {
        CAPTURE(name);
        CHECK(objections(parsed(report)).empty());
    }
}

TEST_CASE("the schema refuses what is no report") {
    const json good = parsed(test::samples().at("mixed"));
    REQUIRE(objections(good).empty());
    const std::vector<std::pair<std::string, json>> changes{
        {"/format", "plumbline.report/2"},
        {"/run/id", "1"},
        {"/run/started", "yesterday"},
        {"/run/standard/signoff/status", "maybe"},
        {"/run/standard/digest", "md5:1"},
        {"/summary/hosts/total", -1},
        {"/hosts/0/status", "unknown"},
        {"/hosts/0/error/stage", "late"},
        {"/hosts/0/resources/0/status", "fine"},
        {"/hosts/0/resources/0/severity", "huge"},
        {"/hosts/0/resources/0/properties/0/actual", 644},
    };
    for (const auto& [place, value] : changes) {
        CAPTURE(place);
        json changed = good;
        changed.at(json::json_pointer(place)) = value;
        CHECK_FALSE(objections(changed).empty());
    }
    const json remembered = parsed(test::samples().at("remembered"));
    for (const auto& [place, value] : std::vector<std::pair<std::string, json>>{
             {"/run/ledger/head", "sha1:1"},
             {"/hosts/0/resources/0/cause", "the weather"},
             {"/hosts/0/resources/0/first_seen", "yesterday"},
             {"/hosts/0/resources/0/window/before", 7},
             {"/hosts/0/resources/0/suspects/0/certainty", "proven"},
             {"/hosts/0/resources/0/suspects/0/weight", 2},
             {"/hosts/0/resources/0/properties/0/cause", "the weather"}}) {
        CAPTURE(place);
        json changed = remembered;
        changed.at(json::json_pointer(place)) = value;
        CHECK_FALSE(objections(changed).empty());
    }
    json silent = good;
    silent.at("hosts").at(0).erase("error");
    CHECK_FALSE(objections(silent).empty());
    json longer = good;
    longer.at("hosts").at(0)["mood"] = "keys may be added";
    CHECK(objections(longer).empty());
}

TEST_CASE("the summary counts what is listed") {
    for (const auto& [name, report] : test::samples()) {
        CAPTURE(name);
        const auto document = parsed(report);
        std::map<std::string, std::size_t> hosts;
        std::map<std::string, std::size_t> resources;
        for (const auto& host : document.at("hosts")) {
            ++hosts[host.at("status")];
            for (const auto& resource : host.at("resources"))
                ++resources[resource.at("status")];
        }
        const auto& summary = document.at("summary");
        CHECK(summary.at("hosts").at("total") == document.at("hosts").size());
        CHECK(summary.at("hosts").at("in_sync") == hosts["in-sync"]);
        CHECK(summary.at("hosts").at("drifted") == hosts["drifted"]);
        CHECK(summary.at("hosts").at("failed") == hosts["failed"]);
        CHECK(summary.at("resources").at("in_sync") == resources["in-sync"]);
        CHECK(summary.at("resources").at("drift") == resources["drift"]);
        CHECK(summary.at("resources").at("unknown") == resources["unknown"]);
        CHECK(summary.at("resources").at("skipped") == resources["skipped"]);
    }
}

TEST_CASE("nothing in the JSON can act on a terminal") {
    const auto text = report::as_json(test::samples().at("hostile"));
    CHECK(base::is_utf8(text));
    CHECK(base::printable_lines(text) == text);
    CHECK(text.find('\t') == std::string::npos);
    const auto host = json::parse(text).at("hosts").at(0);
    CHECK(host.at("facts").at("hostname") == base::printable(test::hostile_bytes));
    CHECK(host.at("resources").at(0).at("properties").at(0).at("actual") ==
          base::printable(test::hostile_bytes));
}

TEST_CASE("a value is a text or a list in the order of its texts") {
    const auto finding =
        finding_of(test::Made("group", "deploy", drift::Status::drift, 1)
                       .property("gid", test::Status::in_sync, "7", "7")
                       .property("members", test::Status::drift, "ada", base::List{"zoe", "ada"})
                       .property("mode", test::Status::drift, "0644", "0600", "below/it")
                       .unreadable("shadow", "x", "permission denied\n  while reading it"));
    CHECK(finding.at("properties") ==
          json::parse(R"([{"name": "gid", "status": "in-sync", "expected": "7", "actual": "7"},
                          {"name": "members", "status": "drift", "expected": "ada", "actual": ["ada", "zoe"]},
                          {"name": "mode", "subject": "below/it", "status": "drift", "expected": "0644", "actual": "0600"},
                          {"name": "shadow", "status": "unknown", "expected": "x",
                           "reason": "permission denied; while reading it"}])"));
}

TEST_CASE("of a secret the JSON has tokens, and says so") {
    const std::string token = "token:00112233445566778899aabbccddeeff";
    const auto finding = finding_of(test::Made("file", "/etc/shadow", drift::Status::drift, 1)
                                        .property("content", test::Status::drift, token, token)
                                        .hidden()
                                        .property("sha256", test::Status::drift, token, token)
                                        .hidden(resource::Since::same));
    CHECK(finding.at("properties").at(0).at("hidden") == true);
    CHECK_FALSE(finding.at("properties").at(0).contains("before"));
    CHECK(finding.at("properties").at(1).at("before") == "same");
}

TEST_CASE("a diff keeps its lines") {
    const std::string diff = "--- actual\n+++ standard\n@@ -1,1 +1,1 @@\n-\ta\"\n+\\b\n";
    CHECK(finding_of(test::Made("file", "/x", drift::Status::drift, 1).diff(diff)).at("diff") == diff);
}

TEST_CASE("keys without a meaning yet are not there") {
    const auto finding = finding_of(test::Made("file", "/x", drift::Status::in_sync, 1));
    for (const auto* key : {"cause", "window", "first_seen", "audits", "suspects", "waiver", "change", "diff",
                            "would", "restarts", "remarks", "why", "reason"})
        CHECK_FALSE(finding.contains(key));
}

TEST_CASE("streamed host by host the report is the same, every time") {
    const auto report = test::samples().at("mixed");
    std::ostringstream out;
    report::write_json(out, report);
    CHECK(out.str() == report::as_json(report));
    CHECK(report::as_json(report) == report::as_json(test::samples().at("mixed")));
}

TEST_CASE("spooled as hosts finish, in any order and forgotten since, the report is the same") {
    for (auto& [name, report] : test::samples()) {
        INFO(name);
        const auto whole = report::as_json(report);
        report::JsonSpool spool;
        for (auto host = report.hosts.rbegin(); host != report.hosts.rend(); ++host) {
            spool.add(*host);
            host->forget_in_sync();
        }
        std::ostringstream out;
        spool.write(out, report);
        CHECK(out.str() == whole);
    }
}

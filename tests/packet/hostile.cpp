#include "packet/made.hpp"

#include "base/escape.hpp"
#include "packet/check.hpp"
#include "report/faces/drawn.hpp"
#include "support/by_schema.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>
#include <re2/re2.h>

using namespace plumbline;

TEST_CASE(
    "whatever a host says: no file leaves the packet, none has a name of its choice, and all are inert") {
    const std::set<std::string> own{"h1", "h2", "h3",     "h4", "p",    "ul",
                                    "ol", "li", "strong", "em", "code", "pre"};
    const auto schema = nlohmann::json::parse(packet::packet_schema());
    const RE2 plain("[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[0-9]{3}-[A-Za-z0-9_.-]+\\.diff)?");
    for (const auto& [name, report] : test::all_samples()) {
        CAPTURE(name);
        const test::TemporaryFolder folder;
        const auto place = folder.path("packet");
        test::make_packet(place, report);
        for (const auto& file : test::names_in(folder.path())) {
            CAPTURE(file);
            CHECK(file.starts_with("packet/"));
            CHECK(RE2::FullMatch(file.substr(7), plain));
            CHECK(file.size() < 100);
        }
        for (const auto* file : {"summary.md", "changes.md"}) {
            const auto markdown = test::bytes_of(place + "/" + file);
            CHECK(base::printable_lines(markdown) == markdown);
            for (const auto& element : test::elements_of(test::rendered(markdown))) {
                CAPTURE(file, element);
                CHECK(own.contains(element));
            }
        }
        const auto json = test::bytes_of(place + "/changes.json");
        CHECK(base::printable_lines(json) == json);
        CHECK(test::objections(schema, nlohmann::json::parse(json)) == "");
        for (const auto& change : nlohmann::json::parse(json).at("changes")) {
            const auto diff = test::bytes_of(place + "/" + change.at("diff").get<std::string>());
            CHECK(base::printable_lines(diff).starts_with("--- actual\n+++ standard\n@@ -1,"));
        }
        CHECK(packet::check(place, {}).discrepancies.empty());
    }
}

TEST_CASE("the schema refuses what are no changes of a packet") {
    struct Wrong {
        std::string pointer;
        nlohmann::json value;
    };
    const auto schema = nlohmann::json::parse(packet::packet_schema());
    const test::TemporaryFolder folder;
    test::make_packet(folder.path("packet"), test::three_changes());
    const auto right = nlohmann::json::parse(test::bytes_of(folder.path("packet/changes.json")));
    REQUIRE(test::objections(schema, right) == "");
    const auto wrong = GENERATE(values<Wrong>({
        {"/format", "plumbline.packet/2"},
        {"/signed", "no"},
        {"/run/started", "yesterday"},
        {"/summary/worst_risk", "some"},
        {"/changes/0/number", 0},
        {"/changes/0/hosts", nlohmann::json::array()},
        {"/changes/0/properties/0/status", "odd"},
        {"/changes/0/risks/0/class", "fire"},
        {"/changes/2/rollback/0/extent", "half"},
        {"/changes/0/diff", "../1.diff"},
    }));
    INFO(wrong.pointer);
    auto document = right;
    document.at(nlohmann::json::json_pointer(wrong.pointer)) = wrong.value;
    CHECK(test::objections(schema, document) != "");
}

#include "packet/made.hpp"

#include "base/escape.hpp"
#include "packet/check.hpp"
#include "report/faces/drawn.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>
#include <re2/re2.h>

using namespace plumbline;

TEST_CASE(
    "whatever a host says: no file leaves the packet, none has a name of its choice, and all are inert") {
    const std::set<std::string> own{"h1", "h2", "h3",     "h4", "p",    "ul",
                                    "ol", "li", "strong", "em", "code", "pre"};
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
        CHECK(nlohmann::json::parse(json).at("format") == "plumbline.packet/1");
        for (const auto& change : nlohmann::json::parse(json).at("changes")) {
            const auto diff = test::bytes_of(place + "/" + change.at("diff").get<std::string>());
            CHECK(base::printable_lines(diff).starts_with("--- actual\n+++ standard\n@@ -1,"));
        }
        CHECK(packet::check(place, {}).discrepancies.empty());
    }
}

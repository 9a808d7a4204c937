#include "report/faces/drawn.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace plumbline;
using nlohmann::json;

namespace {

std::vector<json> lines_of(const std::string& text) {
    std::vector<json> all;
    for (const auto line : base::lines(text))
        all.push_back(json::parse(line));
    return all;
}

/// The lines put together as plumbline.report/1.
json put_together(const std::vector<json>& lines) {
    json whole{{"hosts", json::array()}};
    for (auto line : lines) {
        const std::string of = line.at("line");
        line.erase("line");
        if (of == "run") {
            whole["format"] = line.at("format");
            line.erase("format");
            whole["run"] = line;
        } else if (of == "host") {
            line["resources"] = json::array();
            whole["hosts"].push_back(line);
        } else if (of == "finding") {
            CHECK(line.at("host") == whole["hosts"].back().at("name"));
            line.erase("host");
            whole["hosts"].back()["resources"].push_back(line);
        } else {
            CHECK(of == "summary");
            whole["summary"] = line;
        }
    }
    return whole;
}

} // namespace

TEST_CASE("put together, the lines are the JSON report") {
    for (const auto& [name, report] : test::all_samples()) {
        CAPTURE(name);
        const auto text = test::drawn("jsonl", report);
        CHECK(base::printable_lines(text) == text);
        const auto lines = lines_of(text);
        CHECK(lines.front().at("line") == "run");
        CHECK(lines.back().at("line") == "summary");
        CHECK(put_together(lines) == json::parse(report::as_json(report)));
    }
}

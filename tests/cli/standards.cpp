#include "cli/desk.hpp"

#include "standard/reader.hpp"
#include "support/by_schema.hpp"
#include "support/refusals.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using nlohmann::json;
using test::Ended;
namespace fs = std::filesystem;

namespace {

/// A YAML file as JSON; discarded when the strict reader refuses it.
json read(const fs::path& path) {
    base::Diagnostics diagnostics;
    const auto element = standard::read_yaml_file(path, path.string(), diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(element.has_value());
    return test::as_json(*element);
}

/// The YAML files below a folder that are standards or parts of one: they declare resources or apply
/// profiles.
std::vector<fs::path> standards_below(const fs::path& folder) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".yaml") {
            const auto document = read(entry.path());
            if (document.contains("resources") || document.contains("apply"))
                found.push_back(entry.path());
        }
    return found;
}

std::string yaml_of_readme() {
    const auto text = test::whole_file(PLUMBLINE_SOURCE "/README.md");
    const std::string opening = "```yaml\n";
    const auto begin = text.find(opening);
    REQUIRE(begin != std::string::npos);
    const auto after = begin + opening.size();
    return text.substr(after, text.find("```\n", after) - after);
}

} // namespace

TEST_CASE("every standard that ships fits the schema that the program prints") {
    const test::Desk desk;
    const auto schema = json::parse(desk.run({"schema"}).output);
    auto files = standards_below(PLUMBLINE_SOURCE "/examples");
    if (fs::exists(PLUMBLINE_SOURCE "/manifests"))
        for (const auto& manifest : standards_below(PLUMBLINE_SOURCE "/manifests"))
            files.push_back(manifest);
    REQUIRE(files.size() >= 4);
    for (const auto& file : files) {
        CAPTURE(file);
        CHECK(test::objections(schema, read(file)).empty());
    }
    desk.file("readme.yaml", yaml_of_readme());
    CHECK(test::objections(schema, read(desk.path("readme.yaml"))).empty());
    CHECK_FALSE(test::objections(schema, json::parse(R"({"plumbline": 1, "standard": "x", "resourcse": []})"))
                    .empty());
}

TEST_CASE("the example site and the standard of the README are in order") {
    const test::Desk desk;
    CHECK(desk.run({"validate", "--site", PLUMBLINE_SOURCE "/examples/site"}) ==
          Ended{0, "demo-fleet 2026.11.1: 24 resources declared, 3 hosts, nothing wrong\n", ""});
    desk.file("readme.yaml", yaml_of_readme());
    CHECK(desk.run({"validate", "-s", "readme.yaml"}) ==
          Ended{0, "web-tier 2026.11.2: 10 resources declared, 1 host, nothing wrong\n", ""});
}

TEST_CASE("each format for programs has a schema that the program prints, one at a time") {
    const test::Desk desk;
    for (const std::string format : {"report", "impact", "diff", "timeline", "packet", "alert"})
        CHECK(json::parse(desk.run({"schema", "--" + format}).output).at("title") ==
              "plumbline." + format + "/1");
    CHECK(desk.run({"schema", "--alert", "--packet"}) ==
          test::Ended{1, "", "--packet excludes --alert\nRun with --help for more information.\n"});
}

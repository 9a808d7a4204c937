#include "cli/desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;
using test::Words;

namespace {

const Words formats{"text", "json", "jsonl", "markdown", "junit", "sarif", "csv", "prometheus", "nagios"};

} // namespace

TEST_CASE("a run is written in every format at once, and shown again byte for byte") {
    const test::Desk desk;
    test::write_standard(desk);
    desk.file("extra", "");
    Words words{"audit", "-s", "standard.yaml"};
    for (const auto& format : formats)
        words.insert(words.end(), {"--output", format + "=report." + format});
    CHECK(desk.run(words).status == 2);
    for (const auto& format : formats) {
        CAPTURE(format);
        const auto shown = desk.run({"show", "last", "--format", format});
        CHECK(shown.output == desk.neutral(desk.read("report." + format)));
        CHECK(shown.output.size() > 100);
        CHECK(shown.errors == "");
        CHECK(shown.status == (format == "nagios" ? 2 : 0));
    }
}

TEST_CASE("as a plugin, show answers with a plugin's status, and says what failed on standard output") {
    const test::Desk desk;
    test::write_standard(desk);
    const auto none = desk.run({"show", "--format", "nagios"});
    CHECK(none.status == 3);
    CHECK(none.errors == "");
    CHECK(none.output.starts_with("PLUMBLINE UNKNOWN - there is no history yet: looked for DIR/"));
    desk.file("motd", "hello\n");
    CHECK(desk.run({"audit", "-s", "standard.yaml"}).status == 0);
    CHECK(desk.run({"show", "--format", "nagios"}).status == 0);
    desk.file("motd", "else\n");
    CHECK(desk.run({"audit", "-s", "standard.yaml", "--format", "nagios"}).status == 2);
    const auto low = desk.run({"show", "--format", "nagios"});
    CHECK(low.status == 1);
    CHECK(low.output.starts_with("PLUMBLINE WARNING - 1 of 1 host drifted, 0 failed; "));
}

TEST_CASE("a plugin's answer is unknown where the site's audits are overdue") {
    const test::Desk desk;
    test::write_standard(desk);
    desk.file("motd", "hello\n");
    const auto site = [&](const std::string& every) {
        desk.file("plumbline.yaml", "plumbline: 1\nstandard: standard.yaml\nevery: " + every + "\n");
    };
    site("1h");
    REQUIRE(desk.run({"audit"}).status == 0);
    CHECK(desk.run({"show", "--format", "nagios"}).status == 0);
    site("1ms");
    const auto late = desk.run({"show", "--format", "nagios"});
    CHECK(late.status == 3);
    CHECK(late.output.find(", one is due every 1ms; it had 1 host in sync") != std::string::npos);
}

TEST_CASE("a format that there is none of is refused before anything is looked at") {
    const test::Desk desk;
    test::write_standard(desk);
    CHECK(desk.run({"audit", "-s", "standard.yaml", "--output", "junti=x"})
              .errors.find("did you mean 'junit'") != std::string::npos);
    CHECK(desk.run({"audit", "-s", "standard.yaml", "--format", "xml"}).status == 1);
}

#include "report/faces/drawn.hpp"

#include "base/escape.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

namespace {

const std::string schema = std::string(PLUMBLINE_SOURCE) + "/tests/report/schemas/junit.xsd";

std::string objections(const std::string& xml) {
    const auto said =
        test::objections_of({"xmllint", "--huge", "--nonet", "--noout", "--schema", schema, "-"}, xml);
    return said == "- validates\n" ? "" : said;
}

/// What an XPath expression is, as xmllint prints it.
std::string at(const std::string& xml, const std::string& path) {
    auto said =
        test::objections_of({"xmllint", "--huge", "--nonet", "--xpath", "string(" + path + ")", "-"}, xml);
    return said.substr(0, said.size() - 1);
}

} // namespace

TEST_CASE("every JUnit report is XML by the schema, whatever is in it") {
    for (const auto& [name, report] : test::all_samples()) {
        CAPTURE(name);
        CHECK(objections(test::drawn("junit", report)) == "");
    }
}

TEST_CASE("the schema for JUnit refuses what is none") {
    const auto good = test::drawn("junit", test::of_every_state());
    REQUIRE(objections(good) == "");
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{"<failure ", "<broken "},
                                                                                   {" tests=", " proofs="},
                                                                                   {"classname=\"web1\"", ""},
                                                                                   {"</testsuites>", ""}}) {
        CAPTURE(from);
        auto bad = good;
        for (auto where = bad.find(from); where != std::string::npos;
             where = bad.find(from, where + to.size()))
            bad.replace(where, from.size(), to);
        CHECK(objections(bad) != "");
    }
}

TEST_CASE("drift is a failure, what is not known an error, what was agreed on or left out is skipped") {
    const auto xml = test::drawn("junit", test::of_every_state());
    const auto of = [&](const std::string& title) { return "//testcase[@name='" + title + "']"; };
    CHECK(at(xml, of("file:/etc/sudoers") + "/failure/@type") == "critical");
    CHECK(at(xml, of("file:/etc/sudoers") + "/failure/@message") == "mode is 0600, should be 0644");
    CHECK(at(xml, of("file:/etc/shadow") + "/error/@message") ==
          "mode could not be checked: permission denied");
    CHECK(at(xml, of("package:nis") + "/skipped/@message") == "os is debian");
    CHECK(at(xml, of("file:/etc/ntp.conf") + "/skipped/@message") ==
          "waived by waiver INC-77 until 2026-11-30 13:00Z: the owner accepts it");
    CHECK(at(xml, of("file:/etc/hostname") + "/skipped/@message") ==
          "pending by change CHG-0123 until 2026-11-30 13:00Z: the owner accepts it");
    CHECK(at(xml, "count(" + of("file:/etc/hosts") + "/*)") == "0");
    CHECK(at(xml, "count(" + of("file:/etc/hosts") + ")") == "2");
}

TEST_CASE("a host is a suite, and one that was not reached or not wholly checked has an error") {
    const auto xml = test::drawn("junit", test::of_every_state());
    for (const auto& [path, value] : std::vector<std::pair<std::string, std::string>>{
             {"/testsuites/@tests", "11"},
             {"/testsuites/@failures", "3"},
             {"/testsuites/@errors", "3"},
             {"count(//testcase)", "11"},
             {"count(//failure)", "3"},
             {"count(//error)", "3"},
             {"//testsuite[1]/@name", "web1"},
             {"//testsuite[1]/@skipped", "3"},
             {"//testsuite[1]/@timestamp", "2026-11-20T13:00:02"},
             {"//testsuite[2]/testcase[1]/error/@message",
              "failed at probe: 3 of 4 resources could not be checked"},
             {"//testsuite[3]/testcase/error/@message", "failed at auth: the key was refused"}}) {
        CAPTURE(path);
        CHECK(at(xml, path) == value);
    }
}

TEST_CASE("JUnit's text is what was found, printable") {
    for (const auto& [name, report] : test::all_samples()) {
        CAPTURE(name);
        const auto xml = test::drawn("junit", report);
        CHECK(base::printable_lines(xml) == xml);
    }
}

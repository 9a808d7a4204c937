#include "catalog/catalog.hpp"
#include "resource/check.hpp"
#include "support/standard_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

namespace {

const facts::Facts debian{{"os.family", std::string("debian")},
                          {"os.version", std::string("12")},
                          {"cpu.count", std::string("8")},
                          {"interfaces", base::List{"eth0", "lo"}},
                          {"virtual", std::string("container")}};

catalog::Applies judge(const std::string& when) {
    base::Diagnostics diagnostics;
    const auto source = [](std::string_view, const base::Place&) { return std::optional<std::string>(); };
    const auto desired = resource::check(test::declaration("file: /a\nwhen: " + when), source, diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(desired);
    return catalog::applies(*desired, debian);
}

} // namespace

TEST_CASE("a resource applies when all of its facts match") {
    for (const auto* when :
         {"{}", "{os.family: debian}", "{os.version: \">= 12, < 13\"}", "{os.version: \"12\"}",
          "{cpu.count: {at_least: 8}}", "{cpu.count: 8, os.family: {one_of: [debian, alpine]}}",
          "{interfaces: {contains: eth0}}", "{virtual: {not: none}}"}) {
        INFO(when);
        const auto applies = judge(when);
        CHECK(applies.applies);
        CHECK_FALSE(applies.unknown);
        CHECK(applies.reason.empty());
    }
}

TEST_CASE("the reason says what the fact is and what was wanted") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"{os.family: redhat}", "os.family is debian, wanted redhat"},
        {"{os.version: \">= 13\"}", "os.version is 12, wanted >= 13"},
        {"{os.version: \"< 9\"}", "os.version is 12, wanted < 9"},
        {"{virtual: {not: container}}", "virtual is container, wanted not container"},
        {"{cpu.count: {at_most: 4}, os.family: redhat}",
         "cpu.count is 8, wanted at most 4; os.family is debian, wanted redhat"}};
    for (const auto& [when, reason] : cases) {
        const auto applies = judge(when);
        CHECK_FALSE(applies.applies);
        CHECK_FALSE(applies.unknown);
        CHECK(applies.reason == reason);
    }
}

TEST_CASE("a fact that the host could not tell decides nothing, unless another does") {
    const auto unknown = judge("{os.family: debian, init: systemd}");
    CHECK_FALSE(unknown.applies);
    CHECK(unknown.unknown);
    CHECK(unknown.reason == "the host could not tell init");
    const auto decided = judge("{os.family: redhat, init: systemd}");
    CHECK_FALSE(decided.unknown);
    CHECK(decided.reason == "os.family is debian, wanted redhat");
}

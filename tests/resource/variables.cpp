#include "resource/check.hpp"
#include "support/standard_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

namespace {

using Lines = std::vector<std::string>;

const base::Values variables{
    {"user", std::string("jane")},
    {"groups", base::List{"adm", "sudo"}},
    {"port", std::string("8080")},
    {"ntp", std::string(R"({"server": {"name": "ntp1"}, "pools": ["a", "b"], "port": 123})")}};

std::string filled(const std::string& text) {
    base::Diagnostics diagnostics;
    const standard::Element element{{}, standard::Scalar{text, false}};
    const auto result = resource::fill_in(element, variables, diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(result);
    return result->scalar()->text;
}

Lines complaints(const std::string& text) {
    base::Diagnostics diagnostics;
    const standard::Element element{{}, standard::Scalar{text, false}};
    CHECK_FALSE(resource::fill_in(element, variables, diagnostics));
    return test::lines(diagnostics);
}

} // namespace

TEST_CASE("variables are filled in wherever they stand") {
    CHECK(filled("/home/{{ user }}") == "/home/jane");
    CHECK(filled("{{user}}:{{port}}") == "jane:8080");
    CHECK(filled("no variable } here") == "no variable } here");
    CHECK(filled("{{ ntp.server.name }}") == "ntp1");
    CHECK(filled("port {{ ntp.port }}") == "port 123");
    CHECK(filled("a {{ \"{{\" }} user }}") == "a {{ user }}");
}

TEST_CASE("a list as the whole value stays a list") {
    base::Diagnostics diagnostics;
    const auto element = test::element("groups: \"{{ groups }}\"\npools: \"{{ ntp.pools }}\"");
    const auto result = resource::fill_in(element, variables, diagnostics);
    REQUIRE(result);
    REQUIRE(result->find("groups")->sequence() != nullptr);
    CHECK(result->find("groups")->sequence()->at(1).scalar()->text == "sudo");
    CHECK(result->find("pools")->sequence()->size() == 2);
}

TEST_CASE("a filled value is no plain scalar, but takes any kind") {
    base::Diagnostics diagnostics;
    const auto element = test::element("mode: \"{{ port }}\"");
    const auto result = resource::fill_in(element, variables, diagnostics);
    REQUIRE(result);
    CHECK_FALSE(result->find("mode")->scalar()->plain);
}

TEST_CASE("what is not defined is an error, never empty") {
    CHECK(complaints("{{ usr }}") ==
          Lines{"0:0: error: the variable 'usr' is not defined | did you mean 'user'?"});
    CHECK(complaints("a {{ nothing_like_it }}") ==
          Lines{"0:0: error: the variable 'nothing_like_it' is not defined | define it in the profile, the "
                "standard or "
                "the inventory"});
    CHECK(complaints("{{ ntp.missing }}") == Lines{"0:0: error: the variable 'ntp.missing' is not defined | "
                                                   "define it in the profile, the standard or the "
                                                   "inventory"});
    CHECK(complaints("{{ groups }} in a text") ==
          Lines{"0:0: error: the variable 'groups' is a list and can't stand within a text | let it be the "
                "whole value"});
    CHECK(complaints("{{ user | upper }}") == Lines{"0:0: error: expected the name of a variable between "
                                                    "'{{' and '}}', found ' user | upper ' | there are "
                                                    "no expressions; a literal {{ is written {{ \"{{\" }}"});
    CHECK(complaints("{{ user") == Lines{"0:0: error: expected '}}' after '{{', found the end of the text | "
                                         "a literal {{ is written {{ \"{{\" }}"});
}

TEST_CASE("a declaration tells whether variables stand in it") {
    CHECK(resource::has_variables(test::declaration("file: \"/home/{{ user }}\"")));
    CHECK(resource::has_variables(test::declaration("file: /a\nowner: {one_of: [root, \"{{ user }}\"]}")));
    CHECK_FALSE(resource::has_variables(test::declaration("file: /a\nowner: {one_of: [root, user]}")));
}

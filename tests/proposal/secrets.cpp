#include "base/digest.hpp"
#include "proposal/proposed.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Files;
using test::with_resources;

TEST_CASE("no face tells a secret, neither before nor after") {
    const auto [what, before, after] = GENERATE(table<const char*, const char*, const char*>({
        {"content, sensitive", "  - file: /a\n    content: \"OLD-5ECRET\\n\"\n    sensitive: true\n",
         "  - file: /a\n    content: \"NEW-5ECRET\\n\"\n    sensitive: true\n"},
        {"that becomes sensitive", "  - file: /a\n    content: \"OLD-5ECRET\\n\"\n",
         "  - file: /a\n    content: \"NEW-5ECRET\\n\"\n    sensitive: true\n"},
        {"that is not sensitive any more",
         "  - file: /a\n    content: \"OLD-5ECRET\\n\"\n    sensitive: true\n",
         "  - file: /a\n    content: \"NEW-5ECRET\\n\"\n"},
        {"of a secret path", "  - file: /etc/shadow\n    content: \"OLD-5ECRET\\n\"\n",
         "  - file: /etc/shadow\n    content: \"NEW-5ECRET\\n\"\n"},
        {"of a secret name",
         "  - setting: /etc/app.conf\n    lens: assignments\n    values: {db_password: OLD-5ECRET}\n",
         "  - setting: /etc/app.conf\n    lens: assignments\n    values: {db_password: NEW-5ECRET}\n"},
        {"that is added", "  - file: /b\n",
         "  - file: /b\n  - file: /a\n    content: \"NEW-5ECRET\\n\"\n    "
         "sensitive: true\n"},
        {"that is removed",
         "  - file: /b\n  - file: /a\n    content: \"OLD-5ECRET\\n\"\n    sensitive: true\n",
         "  - file: /b\n"},
    }));
    INFO(what);
    const auto proposal = test::compared(with_resources(before), with_resources(after));
    REQUIRE(proposal.changes.size() == 1);
    for (const auto& face :
         {proposal::as_text(proposal, {}), proposal::as_markdown(proposal), proposal::as_json(proposal)}) {
        INFO(face);
        CHECK(face.find("5ECRET") == std::string::npos);
    }
    CHECK(proposal::as_json(proposal).find("\"hidden\": true") != std::string::npos);
}

TEST_CASE("the digest of a secret is no more told than itself: a short one could be guessed") {
    const auto yaml = [](const std::string& content) {
        return with_resources("  - file: /a\n    content: \"" + content + "\"\n    sensitive: true\n");
    };
    const auto proposal = test::compared(yaml("hunter1"), yaml("hunter2"));
    const auto digest = base::sha256("hunter2");
    for (const auto& face :
         {proposal::as_text(proposal, {}), proposal::as_markdown(proposal), proposal::as_json(proposal)})
        CHECK(face.find(digest.substr(0, 15)) == std::string::npos);
    CHECK(test::told(proposal) ==
          test::Lines{"changed file:/a [web1]: content a value that is not shown > another value"});
}

TEST_CASE("a template that is made of secrets is not shown") {
    const auto with = [](const std::string& secret) {
        return Files{{"standard.yaml", "plumbline: 1\nstandard: a\nresources:\n  - template: /etc/app.ini\n"
                                       "    source: app.mustache\n    vars: {db_password: \"" +
                                           secret + "\"}\n"},
                     {"app.mustache", "{{hostname}} {{db_password}}\n"}};
    };
    const auto proposal = test::compared(with("OLD-5ECRET"), with("NEW-5ECRET"));
    CHECK(test::told(proposal) ==
          test::Lines{"changed template:/etc/app.ini [web1]: vars.db_password a value that is "
                      "not shown > another value"});
    CHECK(proposal::as_json(proposal).find("5ECRET") == std::string::npos);
}

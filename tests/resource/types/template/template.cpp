#include "base/digest.hpp"
#include "resource/check.hpp"
#include "resource/rendering.hpp"
#include "support/declared.hpp"
#include "support/judge.hpp"
#include "support/standard_text.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Lines;

namespace {

const resource::Type& type = *resource::find_type("template");
const probe::Answer regular = probe::Answered{"81a4,0,0,12,1,1,5,1,2049,root:root"};

resource::ReadSource holding(const std::string& text) {
    return [text](std::string_view, const base::Place&) { return std::optional(text); };
}

std::string yaml(const std::string& attributes = "") {
    return "template: /etc/x\nsource: files/x.mustache\n" + attributes;
}

std::shared_ptr<const resource::Desired> made(const std::string& text, const base::Values& variables = {},
                                              const std::string& attributes = "") {
    base::Diagnostics diagnostics;
    auto desired =
        resource::check(test::declaration(yaml(attributes)), holding(text), diagnostics, variables);
    INFO(base::render(diagnostics));
    REQUIRE(desired);
    return std::make_shared<const resource::Desired>(*std::move(desired));
}

std::string bytes(const resource::Desired& desired) {
    const auto found = desired.contents.find("content");
    return found == desired.contents.end() ? "none" : found->second.bytes;
}

Lines complaints(const std::string& text, const base::Values& variables = {},
                 const std::string& attributes = "") {
    base::Diagnostics diagnostics;
    CHECK_FALSE(resource::check(test::declaration(yaml(attributes)), holding(text), diagnostics, variables));
    return test::lines(diagnostics);
}

probe::Answer content(const std::string& held) {
    return probe::Answered{base::sha256(held).substr(7) + " " + std::to_string(held.size()) + "\n" + held};
}

} // namespace

TEST_CASE("a template without facts is rendered before any host is asked") {
    const auto desired =
        made("server {{ntp.server}}\n{{#peers}}\npeer {{.}}\n{{/peers}}\nuser {{user}}\n",
             {{"ntp", R"({"server": "ntp1"})"}, {"user", "chrony"}}, "vars: {peers: [a, b], user: own}\n");
    CHECK(bytes(*desired) == "server ntp1\npeer a\npeer b\nuser own\n");
    CHECK_FALSE(desired->rendering);
    CHECK(type.queries(*desired) ==
          probe::Queries{{"stat", {"/etc/x"}},
                         {"content", {"/etc/x", base::sha256(bytes(*desired)).substr(7), "1048576"}}});
    CHECK(resource::rendered(desired, {{"os.id", "debian"}}) == desired);
}

TEST_CASE("a template with facts waits for the host, whose file comes in the same round trip") {
    const auto desired =
        made("{{hostname}} runs {{os.id}} for {{owner}}{{#interfaces}} {{.}}{{/interfaces}}\n",
             {{"owner", "ops"}, {"hostname", "from the inventory"}});
    CHECK(bytes(*desired) == "none");
    CHECK(type.queries(*desired) ==
          probe::Queries{{"stat", {"/etc/x"}}, {"content", {"/etc/x", "-", "1048576"}}});

    const auto known = resource::rendered(
        desired, {{"hostname", "web1"}, {"os.id", "debian"}, {"interfaces", base::List{"lo", "eth0"}}});
    CHECK(bytes(*known) == "web1 runs debian for ops lo eth0\n");
    CHECK(type.queries(*known) == type.queries(*desired));
    CHECK(test::judge(type, *known, {regular, content("web1 runs debian for ops lo eth0\n")}).properties ==
          Lines{"state: in sync", "kind: in sync", "content: in sync"});
    const auto verdict = test::judge(type, *known, {regular, content("old\n")});
    CHECK(verdict.properties.back() ==
          "content: " + base::sha256(bytes(*known)) + " / " + base::sha256("old\n"));
    CHECK(verdict.would == Lines{"write content (1 line, " + base::sha256(bytes(*known)).substr(0, 19) +
                                 "…, now " + base::sha256("old\n").substr(0, 19) + "…)"});
    CHECK(type.observe(*known, {}).contents.empty());
}

TEST_CASE("what a host can't tell leaves the content unknown, and nothing would be written") {
    const auto desired = resource::rendered(
        made("{{os.id}} {{memory.mb}} {{hostname}}\n", {}, "mode: \"0600\"\n"), {{"hostname", "web1"}});
    const auto verdict = test::judge(type, *desired, {regular, content("old\n")});
    CHECK(verdict.properties ==
          Lines{"state: in sync", "kind: in sync",
                "content: unknown, its template needs what the host could not tell: memory.mb, os.id",
                "mode: 0600 / 0644"});
    CHECK(verdict.would == Lines{"set mode 0600 (now 0644)"});
    CHECK(test::judge(type, *desired, {probe::Absent{}}).properties == Lines{"state: present / absent"});
    CHECK(test::judge(type, *desired, {probe::Absent{}}).would.empty());
}

TEST_CASE("the content of a sensitive template never travels, with facts or without") {
    const auto secret =
        resource::rendered(made("{{hostname}}\n", {}, "sensitive: true\n"), {{"hostname", "web1"}});
    CHECK(type.queries(*secret) == probe::Queries{{"stat", {"/etc/x"}}, {"digest", {"/etc/x"}}});
    CHECK(test::judge(type, *secret, {regular, probe::Answered{base::sha256("web1\n").substr(7)}})
              .properties.back() == "content: in sync");
}

TEST_CASE("what a template can't mean is said at its place in the template") {
    const auto [text, complaint] = GENERATE(table<std::string, std::string>({
        {"a\n  {{servr}}\n", "2:3: error: the variable 'servr' is not defined | did you mean 'server'?"},
        {"{{os.idd}}", "1:1: error: the variable 'os.idd' is not defined | did you mean 'os.id'?"},
        {"{{^zzzzzzzz}}x{{/zzzzzzzz}}",
         "1:1: error: the variable 'zzzzzzzz' is not defined | define it in the "
         "resource's vars, the profile, the standard or the inventory"},
        {"{{peers}}", "1:1: error: 'peers' is a list and can't stand within a text | write "
                      "{{#peers}}{{.}}{{/peers}}"},
        {"{{interfaces}}", "1:1: error: 'interfaces' is a list and can't stand within a text | write "
                           "{{#interfaces}}{{.}}{{/interfaces}}"},
        {"{{.}}", "1:1: error: {{.}} stands in no section of a list | it is the entry of a list: "
                  "{{#names}}{{.}}{{/names}}"},
        {"{{#server}}{{.}}{{/server}}",
         "1:12: error: {{.}} stands in no section of a list | it is the entry of a "
         "list: {{#names}}{{.}}{{/names}}"},
        {"{{> x}}",
         "1:1: error: a template can't include another: 'x' | write what it holds here, or give the "
         "other file a resource of its own"},
    }));
    CHECK(complaints(text, {{"server", "ntp1"}}, "vars: {peers: [a]}\n") == Lines{complaint});
}

TEST_CASE("all that is undefined is said at once, by the template's name") {
    base::Diagnostics diagnostics;
    CHECK_FALSE(
        resource::check(test::declaration(yaml()), holding("{{aaaa}}\n{{bbbb}} {{aaaa}}\n"), diagnostics));
    REQUIRE(diagnostics.all().size() == 3);
    CHECK(diagnostics.all()[2].place.text() == "files/x.mustache:2:10");
}

TEST_CASE("a template may differ from host to host when it names a variable") {
    const auto [text, attributes, outcome] = GENERATE(table<std::string, std::string, bool>({
        {"plain", "", false},
        {"{{hostname}}{{os.id}}", "", false},
        {"{{#own}}{{.}}{{/own}}", "vars: {own: [x]}\n", false},
        {"{{server}}", "", true},
        {"{{#server}}x{{/server}}", "", true},
        {"plain", "owner: \"{{ owner }}\"\n", true},
        {"{{#broken}}", "", false},
    }));
    CHECK(resource::varies(test::declaration(yaml(attributes)), holding(text)) == outcome);
    CHECK_FALSE(resource::varies(test::declaration("file: /a\nsource: x\n"), holding("{{server}}")));
}

TEST_CASE("a template's form is judged without a host") {
    base::Diagnostics diagnostics;
    CHECK(resource::has_sound_template(test::declaration(yaml()), holding("{{undefined}}"), diagnostics));
    CHECK_FALSE(resource::has_sound_template(test::declaration(yaml()), holding("{{#a}}"), diagnostics));
    CHECK(test::lines(diagnostics) == Lines{"1:1: error: the section 'a' has no end | end it with {{/a}}"});
}

TEST_CASE("what a template does not take is refused") {
    const auto [text, message] = GENERATE(table<std::string, std::string>({
        {"template: /a\n", "template:/a: 'source' is required"},
        {"template: /a\nsource: x\ncontent: y\n",
         "'content' is no attribute of template\ntemplate:/a: both content and source are given"},
        {"template: /a\nsource: x\nstate: absent\n", "state: expected 'present', found the plain absent"},
        {"template: /a\nsource: x\nmode: \"0644\"\n", ""},
    }));
    CHECK(test::objections(text) == message);
    CHECK(test::objections(type.schema().example).empty());
}

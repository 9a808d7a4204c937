#include "resource/templates/template.hpp"

#include <catch2/catch.hpp>

#include <tuple>

using namespace plumbline;
using resource::templates::Template;
using resource::templates::Use;

namespace {

std::optional<Template> parsed(const std::string& text, base::Diagnostics& diagnostics) {
    return Template::parse(std::make_shared<const base::Source>(base::Source{"files/x.mustache", text}),
                           diagnostics);
}

std::string rendered(const std::string& text, const base::Values& values) {
    base::Diagnostics diagnostics;
    const auto made = parsed(text, diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(made);
    return made->render(values);
}

const base::Values values{{"name", "<web> & \"co\""},
                          {"ntp.server", "ntp1"},
                          {"on", "true"},
                          {"off", "false"},
                          {"nothing", ""},
                          {"none", base::List{}},
                          {"list", base::List{"a", "b"}}};

} // namespace

TEST_CASE("a template makes text of values, and escapes nothing") {
    const auto [text, outcome] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"plain\ntext", "plain\ntext"},
        {"{{name}}", "<web> & \"co\""},
        {"{{ name }}|{{{name}}}|{{& name}}", "<web> & \"co\"|<web> & \"co\"|<web> & \"co\""},
        {"server {{ntp.server}} iburst\n", "server ntp1 iburst\n"},
        {"{{off}}{{nothing}}", "false"},
        {"{{#on}}yes{{/on}}{{^on}}no{{/on}}", "yes"},
        {"{{#off}}yes{{/off}}{{^off}}no{{/off}}", "no"},
        {"{{#nothing}}yes{{/nothing}}{{^nothing}}no{{/nothing}}", "no"},
        {"{{#none}}{{.}}{{/none}}{{^none}}empty{{/none}}", "empty"},
        {"{{#list}}{{.}},{{/list}}{{^list}}empty{{/list}}", "a,b,"},
        {"{{#list}}{{name}}{{.}} {{/list}}", "<web> & \"co\"a <web> & \"co\"b "},
        {"{{#list}}\nserver {{.}}\n{{/list}}\nend\n", "server a\nserver b\nend\n"},
        {"{{#on}}\n  {{#list}}\n- {{.}}\n  {{/list}}\n{{/on}}\n", "- a\n- b\n"},
        {"a\n{{#off}}\nx\n{{/off}}\n\nb\n", "a\n\nb\n"},
        {"{{^on}}\n{{/on}}\n{{#on}}\n\n{{nothing}}\n{{/on}}", "\n\n"},
        {"server {\n{{#on}}\n  x;\n{{/on}}\n}\n", "server {\n  x;\n}\n"},
        {"{{#on}}\r\na\r\n{{/on}}\r\n", "a\r\n"},
        {"{{#on}} a {{/on}}\n", " a \n"},
        {"a{{! a comment }}b", "ab"},
        {"a\n  {{! a comment }}\nb\n", "a\nb\n"},
        {"{{! at the beginning }}\r\nb\n", "b\n"},
        {"b\n{{! at the end }}", "b\n"},
        {"{{=<% %>=}}\n<%name%> {{ stays }}\n<%={{ }}=%>\n{{on}}\n", "<web> & \"co\" {{ stays }}\ntrue\n"},
        {"{ } }} $x ${y} {a{{on}}}", "{ } }} $x ${y} {atrue}"},
    }));
    CHECK(rendered(text, values) == outcome);
}

TEST_CASE("a value is never taken for a template") {
    CHECK(rendered("{{a}} {{b}}", {{"a", "{{b}}"}, {"b", "{{{v0}}}"}}) == "{{b}} {{{v0}}}");
    CHECK(rendered("{{#l}}{{.}}{{/l}}", {{"l", base::List{"{{a}}", ""}}}) == "{{a}}");
}

TEST_CASE("every use is told with its place") {
    base::Diagnostics diagnostics;
    const auto made = parsed("{{a}}\n  {{#b.c}}{{.}}{{/b.c}}\n{{^d}}{{.}}{{/d}}{{a}}", diagnostics);
    REQUIRE(made);
    using Told = std::tuple<Use::Form, std::string, std::string>;
    std::vector<Told> told;
    for (const Use& use : made->uses()) {
        told.emplace_back(use.form, use.name, use.place.text());
    }
    CHECK(told == std::vector<Told>{{Use::Form::value, "a", "files/x.mustache:1:1"},
                                    {Use::Form::section, "b.c", "files/x.mustache:2:3"},
                                    {Use::Form::item, "b.c", "files/x.mustache:2:11"},
                                    {Use::Form::section, "d", "files/x.mustache:3:1"},
                                    {Use::Form::item, "", "files/x.mustache:3:7"},
                                    {Use::Form::value, "a", "files/x.mustache:3:18"}});
    CHECK(made->names() == std::set<std::string>{"a", "b.c", "d"});
}

TEST_CASE("what is wrong in a template is said at its place") {
    const auto [text, message] = GENERATE(table<std::string, std::string>({
        {"a\n{{name", "files/x.mustache:2:1: expected '}}' after '{{', found the end of the template"},
        {"{{{name}}", "files/x.mustache:1:1: expected '}}}' after '{{{', found the end of the template"},
        {"{{> other}}", "files/x.mustache:1:1: a template can't include another: 'other'"},
        {"x {{}}", "files/x.mustache:1:3: expected the name of a variable or fact, found ''"},
        {"{{ a + b }}", "files/x.mustache:1:1: expected the name of a variable or fact, found 'a + b'"},
        {"{{#.}}{{/.}}", "files/x.mustache:1:1: expected the name of a variable or fact, found '.'"},
        {"a\n{{#b}}\nc", "files/x.mustache:2:1: the section 'b' has no end"},
        {"{{/b}}", "files/x.mustache:1:1: the section 'b' ends but has not begun"},
        {"{{#a}}{{/b}}", "files/x.mustache:1:7: expected the end of the section 'a', found that of 'b'"},
        {"{{=x=}}", "files/x.mustache:1:1: expected two delimiters"},
    }));
    base::Diagnostics diagnostics;
    CHECK_FALSE(parsed(text, diagnostics));
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all()[0].place.text() + ": " + diagnostics.all()[0].message == message);
}

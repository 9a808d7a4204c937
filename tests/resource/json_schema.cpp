#include "resource/check.hpp"
#include "resource/type.hpp"
#include "support/by_schema.hpp"
#include "support/standard_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using nlohmann::json;

namespace {

bool is_valid(const std::string& yaml) {
    static const json schema = json::parse(resource::json_schema());
    return test::objections(schema, test::as_json(test::element(yaml))).empty();
}

std::string standard_of(const std::string& resource) {
    std::string indented;
    for (const char c : resource)
        indented += c == '\n' ? std::string("\n    ") : std::string(1, c);
    return "plumbline: 1\nstandard: a\nresources:\n  - " + indented + "\n";
}

} // namespace

TEST_CASE("the example of every type fits the JSON Schema") {
    for (const auto* type : resource::types()) {
        INFO(type->schema().example);
        CHECK(is_valid(standard_of(type->schema().example)));
    }
}

TEST_CASE("the JSON Schema takes every form of a standard's files") {
    CHECK(is_valid(
        "plumbline: 1\nstandard: web\nversion: \"1\"\ncontact: a@b\nvars: {a: b}\ninclude: [a.yaml]\n"
        "profiles: {base: base.yaml}\napply:\n  - profiles: [base]\n    to: web:!db\n"
        "override:\n  - to: db*\n    resource: sysctl:vm.swappiness\n    set: {value: 10}\n    why: "
        "CHG-1\n"));
    CHECK(is_valid("vars: {a: b}\nresources:\n  - package: [a, b]\n    state: absent\n"));
    CHECK(is_valid(
        standard_of("file: /a\nmode: {at_most: \"0640\"}\nowner: \"{{ user }}\"\nseverity: high\n"
                    "when: {os.version: \">= 12\", virtual: {not: container}}\nnotify: service:ssh")));
    CHECK(is_valid(standard_of("file: /a\nowner: {not: {matches: \"w.*\"}}\nsize: {at_least: 5}")));
    CHECK(is_valid(standard_of("user: a\nuid: {all_of: [{at_least: 5}, {not: 7}]}\n"
                               "when: {os.version: {any_of: [\"< 9\", \">= 12\"]}, init: {not: systemd}}")));
    CHECK(is_valid(standard_of("directory: /a\nrecurse: {files: {mode: \"{{ mode }}\"}, ignore: \"*.o\"}")));
}

TEST_CASE("the JSON Schema refuses what the check refuses") {
    for (const auto* wrong :
         {"file: /a\nmode: 644", "file: /a\nmode: \"0999\"", "file: /a\nownr: root", "file: a", "fiel: /a",
          "file: /a\nstate: presnt", "file: /a\nseverity: bad", "file: /a\nwhen: {os.familiy: debian}",
          "file: /a\nmode: {at_mots: \"0644\"}", "file: /a\nmode: {at_most: \"0644\", at_least: \"0600\"}",
          "package: a\nversion: 1.10", "file: /a\nfollow: {not: true}", "file: /a\nenforce: always",
          "directory: /a\nrecurse: {fils: {}}", "user: a\nuid: {all_of: [5]}",
          "file: /a\nwhen: {init: systmd}"}) {
        INFO(wrong);
        CHECK_FALSE(is_valid(standard_of(wrong)));
    }
    CHECK_FALSE(is_valid("plumbline: 2\nstandard: a"));
    CHECK_FALSE(is_valid("plumbline: 1\nstandard: a\nresorces: []"));
}

TEST_CASE("the JSON Schema carries what the types say of themselves") {
    const auto schema = json::parse(resource::json_schema());
    for (const auto* type : resource::types()) {
        const auto& known = schema["definitions"]["types"][type->schema().type];
        CHECK(known["description"] == type->schema().doc);
        for (const auto& attribute : type->schema().attributes)
            CHECK(known["properties"][attribute.name]["description"] == attribute.doc);
    }
    CHECK(schema["definitions"]["types"]["file"]["properties"]["state"]["default"] == "present");
}

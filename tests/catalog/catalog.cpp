#include "catalog/catalog.hpp"
#include "support/standard_text.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>

using namespace plumbline;
using Lines = std::vector<std::string>;

namespace {

/// A standard in a folder of its own, compiled.
class Compiled {
public:
    explicit Compiled(const std::map<std::string, std::string>& files) {
        for (const auto& [name, text] : files)
            std::ofstream(folder_.path(name)) << text;
        base::Diagnostics loading;
        standard_ = standard::load_standard(folder_.path("standard.yaml"), loading);
        INFO(base::render(loading));
        REQUIRE(standard_);
        compiler_ = std::make_unique<catalog::Compiler>(*standard_, diagnostics);
    }

    catalog::Catalog catalog(const inventory::Host& host, const std::set<std::string>& tags = {}) {
        base::Diagnostics own;
        auto catalog = compiler_->compile(host, tags, own);
        INFO(base::render(diagnostics) << base::render(own));
        REQUIRE(catalog);
        return *catalog;
    }

    Lines complaints(const inventory::Host& host) {
        base::Diagnostics own;
        CHECK_FALSE(compiler_->compile(host, {}, own));
        return test::lines(own);
    }

    base::Diagnostics diagnostics;

private:
    test::TemporaryFolder folder_;
    std::optional<standard::Standard> standard_;
    std::unique_ptr<catalog::Compiler> compiler_;
};

Compiled one_file(const std::string& resources) {
    return Compiled({{"standard.yaml", "plumbline: 1\nstandard: a\n" + resources}});
}

inventory::Host host(const std::string& name, const std::set<std::string>& groups = {},
                     base::Values variables = {}) {
    auto all = groups;
    all.insert("all");
    return {name, all, std::move(variables)};
}

Lines ids(const catalog::Catalog& catalog) {
    Lines ids;
    for (const auto& resource : catalog.resources)
        ids.push_back(resource.desired->id.text());
    return ids;
}

const std::map<std::string, std::string> fleet{
    {"standard.yaml",
     "plumbline: 1\nstandard: a\nvars: {port: \"80\"}\nprofiles: {base: base.yaml, web: web.yaml}\n"
     "apply:\n  - profiles: base\n  - profiles: [web, base]\n    to: web\n"
     "override:\n  - to: web2\n    resource: file:/b\n    set: {mode: \"0600\"}\n    why: CHG-1\n"
     "resources:\n  - file: /own\n"},
    {"base.yaml",
     "vars: {port: \"1\", user: root}\nresources:\n  - file: /b\n    mode: \"0644\"\n    owner: root\n"},
    {"web.yaml", "vars: {user: www}\nresources:\n  - file: \"/w/{{ port }}\"\n    owner: \"{{ user }}\"\n"}};

} // namespace

TEST_CASE("layers add resources, the standard's own first, each profile once") {
    Compiled compiled(fleet);
    CHECK(test::lines(compiled.diagnostics).empty());
    CHECK(ids(compiled.catalog(host("db1"))) == Lines{"file:/own", "file:/b"});
    CHECK(ids(compiled.catalog(host("web1", {"web"}))) == Lines{"file:/own", "file:/b", "file:/w/80"});
}

TEST_CASE("variables come from the profile, the standard, the host: the last wins") {
    Compiled compiled(fleet);
    CHECK(compiled.catalog(host("web1", {"web"})).resources[2].desired->text("owner") == "www");
    const auto own = host("web3", {"web"}, {{"port", std::string("8080")}, {"user", std::string("jane")}});
    const auto catalog = compiled.catalog(own);
    CHECK(catalog.resources[2].desired->id.title == "/w/8080");
    CHECK(catalog.resources[2].desired->text("owner") == "jane");
}

TEST_CASE("an override replaces attributes and says so") {
    Compiled compiled(fleet);
    const auto plain = compiled.catalog(host("web1", {"web"})).resources[1].desired;
    CHECK(plain->text("mode") == "0644");
    CHECK(plain->overridden_by.empty());
    const auto changed = compiled.catalog(host("web2", {"web"})).resources[1].desired;
    CHECK(changed->text("mode") == "0600");
    CHECK(changed->text("owner") == "root");
    CHECK_THAT(changed->overridden_by, Catch::StartsWith("CHG-1 (") && Catch::EndsWith("standard.yaml:10)"));
}

TEST_CASE("an override reaches a title that a variable makes") {
    auto files = fleet;
    files["standard.yaml"] += "";
    const std::string from = "resource: file:/b";
    files["standard.yaml"].replace(files["standard.yaml"].find(from), from.size(), "resource: file:/w/80");
    Compiled compiled(files);
    CHECK(compiled.catalog(host("web2", {"web"})).resources[2].desired->text("mode") == "0600");
}

TEST_CASE("what no variable touches is shared by all hosts") {
    Compiled compiled(fleet);
    const auto one = compiled.catalog(host("web1", {"web"}));
    const auto other = compiled.catalog(host("web3", {"web"}));
    CHECK(one.resources[1].desired == other.resources[1].desired);
    CHECK(one.resources[1].desired == compiled.catalog(host("db1")).resources[1].desired);
}

TEST_CASE("an undefined variable is said with the first host that lacks it") {
    auto compiled = one_file("resources:\n  - file: /a\n    owner: \"{{ usr }}\"\n");
    const Lines expected{
        "5:12: error: the variable 'usr' is not defined | did you mean 'user'?; for host a1"};
    CHECK(compiled.complaints(host("a1", {}, {{"user", std::string("x")}})) == expected);
    CHECK(compiled.complaints(host("a2", {}, {{"user", std::string("x")}})) == expected);
    CHECK(compiled.catalog(host("a3", {}, {{"usr", std::string("x")}})).resources.size() == 1);
}

TEST_CASE("two resources of one identity name both places") {
    auto compiled = one_file("resources:\n  - file: /a\n  - file: \"{{ path }}\"\n");
    const auto complaints = compiled.complaints(host("h", {}, {{"path", std::string("/a")}}));
    REQUIRE(complaints.size() == 1);
    CHECK_THAT(complaints[0],
               Catch::StartsWith("5:11: error: file:/a is declared twice for the same host: first at ") &&
                   Catch::Contains("standard.yaml:4:11 | declare it once and change it for some hosts by "
                                   "an override; for host h"));
}

TEST_CASE("requires and notify must lead somewhere") {
    auto compiled = one_file(
        "resources:\n  - file: /etc/motd\n    notify: service:ssh\n  - service: sshd\n    state: running\n");
    CHECK(compiled.complaints(host("h")) == Lines{"4:11: error: file:/etc/motd: 'notify' leads to "
                                                  "service:ssh, which is not declared for the same host | "
                                                  "did you mean 'service:sshd'?; for host h"});
}

TEST_CASE("a circle is shown whole") {
    auto compiled =
        one_file("resources:\n  - file: /a\n    requires: file:/b\n  - file: /b\n    requires: file:/c\n"
                 "  - file: /c\n    notify: file:/d\n  - file: /d\n  - file: /e\n    requires: [file:/a]\n"
                 "    notify: file:/c\n");
    CHECK(compiled.complaints(host("h")) == Lines{"4:11: error: requires and notify go in a circle: file:/a "
                                                  "-> file:/e -> file:/c -> file:/b -> file:/a | "
                                                  "each arrow reads: is put right before; for host h"});
}

TEST_CASE("what holds for every host is said when the standard is compiled") {
    auto compiled = one_file("resources:\n  - fiel: \"{{ a }}\"\n  - file: /a\n    mode: 0644\n"
                             "apply: [{profiles: [], to: \"web[0]\"}]\n"
                             "override: [{resource: file:/b, set: {mode: \"0600\"}, why: x}]\n");
    CHECK(test::lines(compiled.diagnostics) ==
          Lines{"4:11: error: 'fiel' is no resource type | did you mean 'file'?",
                "6:11: error: mode: expected a quoted text of 3 or 4 octal digits, found the plain 0644 | "
                "write \"0644\": "
                "YAML reads a plain 0644 as something other than a text",
                "7:9: error: the pattern 'web[0]' counts hosts | a standard names hosts and groups: what it "
                "says must not "
                "depend on their order",
                "8:12: warning: the override of file:/b never applies: nothing declares it | did you mean "
                "'file:/a'?"});
    CHECK(compiled.complaints(host("h")).empty());
}

TEST_CASE("a variable of the standard refers to no other") {
    auto compiled = one_file("vars: {a: \"{{ b }}\"}\n");
    CHECK(test::lines(compiled.diagnostics) ==
          Lines{"3:11: error: the variable 'a' refers to another variable | variables hold plain values; put "
                "the {{ name "
                "}} where it is used"});
}

TEST_CASE("tags choose resources") {
    auto compiled =
        one_file("resources:\n  - file: /a\n    tags: [x, y]\n  - file: /b\n    tags: z\n  - file: /c\n");
    CHECK(ids(compiled.catalog(host("h"), {"y", "z"})) == Lines{"file:/a", "file:/b"});
    CHECK(ids(compiled.catalog(host("h"), {"q"})).empty());
}

TEST_CASE("a directory is told what is declared below it") {
    auto compiled = one_file(
        "resources:\n  - directory: /etc/x\n    purge: true\n  - file: [/etc/x/b, /etc/x/a/c, /etc/xy]\n");
    const auto catalog = compiled.catalog(host("h"));
    CHECK(catalog.resources[0].desired->declared_below == base::List{"/etc/x/a/c", "/etc/x/b"});
    CHECK(catalog.resources[1].desired->declared_below.empty());
}

TEST_CASE("a service is told the files of what notifies it, whole or of what is in them") {
    auto compiled = one_file("resources:\n  - service: x\n    state: running\n"
                             "  - file: /c\n    notify: service:x\n"
                             "  - setting: /b\n    absent: [k]\n    lens: ini\n    notify: service:x\n"
                             "  - line: of a file\n    path: /a\n    text: t\n    notify: service:x\n"
                             "  - package: p\n    notify: service:x\n  - file: /d\n");
    const auto catalog = compiled.catalog(host("h"));
    CHECK(catalog.resources[0].desired->notifiers == base::List{"/a", "/b", "/c"});
}

TEST_CASE("a change notifies others through others") {
    auto compiled = one_file(
        "resources:\n  - file: /a\n    notify: [file:/b, service:x]\n  - file: /b\n    notify: service:y\n"
        "  - service: [x, y]\n    state: running\n");
    const auto catalog = compiled.catalog(host("h"));
    CHECK(catalog.notified({"file", "/a"}) ==
          std::vector<standard::Identity>{{"file", "/b"}, {"service", "x"}, {"service", "y"}});
    CHECK(catalog.notified({"service", "x"}).empty());
}

TEST_CASE("equal questions are asked once, by kind") {
    auto compiled =
        one_file("resources:\n  - file: [/a, /b]\n    owner: root\n  - service: x\n    state: running\n");
    const auto questions = catalog::questions(compiled.catalog(host("h")));
    CHECK(std::is_sorted(questions.begin(), questions.end()));
    CHECK(std::adjacent_find(questions.begin(), questions.end()) == questions.end());
    for (const auto& fact : facts::queries())
        CHECK(std::count(questions.begin(), questions.end(), fact) == 1);
    CHECK(std::count(questions.begin(), questions.end(), probe::Question{"stat", {"/a"}}) == 1);
}

TEST_CASE("hosts that share a catalog share its questions; a choice by tags has its own") {
    auto compiled = one_file("resources:\n  - file: /a\n    tags: x\n  - file: /b\n");
    const auto one = compiled.catalog(host("h1"));
    CHECK(one.shared_questions != nullptr);
    CHECK(one.shared_questions == compiled.catalog(host("h2")).shared_questions);
    const auto chosen = catalog::questions(compiled.catalog(host("h1"), {"x"}));
    CHECK(std::count(chosen.begin(), chosen.end(), probe::Question{"stat", {"/b"}}) == 0);
    CHECK(chosen.size() == catalog::questions(one).size() - 1);
}

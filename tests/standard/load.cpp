#include "standard/standard.hpp"
#include "support/refusals.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace plumbline;
using standard::Standard;

namespace {

Standard load(const std::string& path) {
    base::Diagnostics diagnostics;
    auto standard = standard::load_standard(path, diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(diagnostics.all().empty());
    REQUIRE(standard);
    return std::move(*standard);
}

/// What is said of the standard, without the folder's path.
std::string complaints(const test::TemporaryFolder& folder, const std::string& path) {
    base::Diagnostics diagnostics;
    static_cast<void>(standard::load_standard(path, diagnostics));
    return test::without(base::render(diagnostics), folder.path() + "/");
}

std::string identities(const standard::Profile& profile) {
    std::vector<std::string> all;
    for (const auto& declaration : profile.declarations)
        all.push_back(declaration.id.text());
    return fmt::format("{}", fmt::join(all, " "));
}

/// A fleet's standard with two profiles that share an include.
void write_fleet(const test::TemporaryFolder& folder) {
    folder.directory("profiles/common");
    folder.file("standard.yaml",
                "plumbline: 1\nstandard: acme\nversion: \"2026.11.2\"\ncontact: ops@example.org\n"
                "vars: {ntp: ntp1, count: 3, both: [a, b]}\n"
                "include: own.yaml\n"
                "profiles:\n  base: profiles/base.yaml\n  web: profiles/web.yaml\n"
                "apply:\n  - profiles: [base]\n  - {profiles: [base, web], to: 'web:!web3'}\n"
                "override:\n  - to: db*\n    resource: sysctl:vm.swappiness\n    set: {value: 10}\n"
                "    why: CHG-1187\n"
                "resources:\n  - file: /etc/motd\n    owner: root\n");
    folder.file("own.yaml", "plumbline: 1\nvars: {ntp: weaker}\nresources: [{group: adm}]\n");
    folder.file("profiles/base.yaml", "include: [common/ssh.yaml, ../shared.yaml]\n"
                                      "vars: {level: low}\n"
                                      "resources:\n  - package: [telnet, rsh]\n    state: absent\n");
    folder.file("profiles/web.yaml", "include: [common/ssh.yaml]\nresources:\n  - service: nginx\n");
    folder.file("profiles/common/ssh.yaml", "include: ../../shared.yaml\nresources:\n  - service: ssh\n");
    folder.file("shared.yaml", "resources:\n  - timezone: UTC\n");
}

} // namespace

TEST_CASE("an identity is split at its first colon") {
    const auto identity = standard::parse_identity("port:tcp:0.0.0.0:22");
    REQUIRE(identity);
    CHECK(identity->type == "port");
    CHECK(identity->title == "tcp:0.0.0.0:22");
    for (const auto* text : {"", "file", ":x", "file:", ":"})
        CHECK_FALSE(standard::parse_identity(text));
}

TEST_CASE("a standard in one file is what it says") {
    const test::TemporaryFolder folder;
    const auto loaded =
        load(folder.file("web.yaml", "plumbline: 1\nstandard: web-tier\nresources:\n"
                                     "  - package: [telnet, \"7\"]\n    state: absent\n    why: CIS\n"
                                     "  - file: !bytes \"/\\xff\"\n"));
    CHECK(loaded.name == "web-tier");
    CHECK(loaded.version.empty());
    CHECK(loaded.folder == folder.path());
    REQUIRE(loaded.layers.size() == 1);
    CHECK(loaded.layers[0].profiles == std::vector<std::string>{""});
    CHECK(loaded.layers[0].pattern == "all");
    const auto& own = loaded.profiles.at("").declarations;
    REQUIRE(own.size() == 3);
    CHECK(own[0].id.text() == "package:telnet");
    CHECK(own[1].id.text() == "package:7");
    CHECK(own[2].id.text() == "file:/\xff");
    CHECK(own[1].place.text() == folder.path("web.yaml:4:23"));
    CHECK(own[0].attributes == own[1].attributes);
    REQUIRE(own[0].attributes->size() == 2);
    CHECK(own[0].attributes->at(1).key == "why");
    CHECK(own[2].attributes->empty());
}

TEST_CASE("a fleet's standard has its profiles, layers and overrides, includes in their order and once") {
    const test::TemporaryFolder folder;
    write_fleet(folder);
    const auto loaded = load(folder.path());
    CHECK(loaded.name == "acme");
    CHECK(loaded.version == "2026.11.2");
    CHECK(loaded.contact == "ops@example.org");
    CHECK(loaded.vars.at("ntp").scalar()->text == "ntp1");
    CHECK(loaded.vars.at("both").sequence()->size() == 2);
    REQUIRE(loaded.profiles.size() == 3);
    CHECK(identities(loaded.profiles.at("")) == "group:adm file:/etc/motd");
    CHECK(loaded.profiles.at("").vars.at("ntp").scalar()->text == "weaker");
    CHECK(identities(loaded.profiles.at("base")) == "timezone:UTC service:ssh package:telnet package:rsh");
    CHECK(loaded.profiles.at("base").vars.size() == 1);
    CHECK(identities(loaded.profiles.at("web")) == "timezone:UTC service:ssh service:nginx");
    REQUIRE(loaded.layers.size() == 3);
    CHECK(loaded.layers[1].pattern == "all");
    CHECK(loaded.layers[2].pattern == "web:!web3");
    CHECK(loaded.layers[2].profiles == std::vector<std::string>{"base", "web"});
    REQUIRE(loaded.overrides.size() == 1);
    CHECK(loaded.overrides[0].pattern == "db*");
    CHECK(loaded.overrides[0].resource.text() == "sysctl:vm.swappiness");
    CHECK(loaded.overrides[0].set->front().key == "value");
    CHECK(loaded.overrides[0].why == "CHG-1187");
}

TEST_CASE("what is wrong is said of all files at once, each file once") {
    const test::TemporaryFolder folder;
    write_fleet(folder);
    folder.file("shared.yaml", "contact: x\napply: []\nresorces: []\nvars: {level: high}\n");
    folder.file("profiles/common/ssh.yaml",
                "plumbline: 2\ninclude: [../../shared.yaml, ../web.yaml]\nresources: [7]\n");
    CHECK(complaints(folder, folder.path()) ==
          "profiles/base.yaml:2:8: error: the variable 'level' is given twice: first at shared.yaml:4:8\n"
          "    vars: {level: low}\n           ^\n"
          "profiles/common/ssh.yaml:1:12: error: 'plumbline' must be 1, the version of the language that is "
          "read here\n"
          "    plumbline: 2\n               ^\n"
          "profiles/common/ssh.yaml:2:30: error: includes go in a circle: profiles/web.yaml -> "
          "profiles/common/ssh.yaml -> profiles/web.yaml\n"
          "    include: [../../shared.yaml, ../web.yaml]\n                                 ^\n"
          "profiles/common/ssh.yaml:3:13: error: a resource must be a mapping that begins with TYPE: TITLE, "
          "found a "
          "number\n"
          "    resources: [7]\n                ^\n    as in: - file: /etc/motd\n"
          "profiles/web.yaml:1:11: error: includes go in a circle: profiles/common/ssh.yaml -> "
          "profiles/web.yaml -> profiles/common/ssh.yaml\n"
          "    include: [common/ssh.yaml]\n              ^\n"
          "shared.yaml:1:1: error: 'contact' belongs in the standard's main file\n"
          "    contact: x\n    ^\n"
          "shared.yaml:2:1: error: 'apply' belongs in the standard's main file\n"
          "    apply: []\n    ^\n"
          "shared.yaml:3:1: error: an included file or profile has no key 'resorces'\n"
          "    resorces: []\n    ^\n    did you mean 'resources'?\n");
}

TEST_CASE("a standard that includes another keeps its own name, version and variables") {
    const test::TemporaryFolder folder;
    folder.file("ssh.yaml", "plumbline: 1\nstandard: ssh\nversion: \"7\"\nvars: {banner: none}\n"
                            "resources:\n  - service: ssh\n");
    folder.file("site.yaml", "plumbline: 1\nstandard: site\nvars: {banner: own}\ninclude: ssh.yaml\n");
    const auto loaded = load(folder.path() + "/site.yaml");
    CHECK(loaded.name == "site");
    CHECK(loaded.version.empty());
    CHECK(loaded.vars.at("banner").scalar()->text == "own");
    CHECK(identities(loaded.profiles.at("")) == "service:ssh");
    CHECK(load(folder.path() + "/ssh.yaml").version == "7");
    folder.file("ssh.yaml", "standard: [ssh]\nversion: 7\n");
    CHECK(complaints(folder, folder.path() + "/site.yaml") ==
          "ssh.yaml:1:11: error: 'standard' must be a text, found a list\n"
          "    standard: [ssh]\n              ^\n"
          "ssh.yaml:2:10: error: 'version' must be a text, found a number\n"
          "    version: 7\n             ^\n    write it in quotes: \"7\"\n");
}

TEST_CASE("a standard that is not there, or whose folder has no standard.yaml, is said so") {
    const test::TemporaryFolder folder;
    CHECK(complaints(folder, folder.path("none.yaml")) ==
          "error: cannot read the standard none.yaml: No such file or directory\n");
    CHECK(complaints(folder, folder.path()) ==
          "error: cannot read 'standard.yaml': No such file or directory\n");
}

TEST_CASE("includes nest 32 files deep and no deeper") {
    const test::TemporaryFolder folder;
    const auto chain = [&](int files) {
        for (int i = 1; i < files; ++i)
            folder.file(fmt::format("{}.yaml", i),
                        i + 1 < files ? fmt::format("include: {}.yaml\n", i + 1) : "vars: {}\n");
        return folder.file("main.yaml", "plumbline: 1\nstandard: s\ninclude: 1.yaml\n");
    };
    CHECK(complaints(folder, chain(32)).empty());
    CHECK(complaints(folder, chain(33)) == "31.yaml:1:10: error: includes go deeper than 32 files\n"
                                           "    include: 32.yaml\n             ^\n");
}

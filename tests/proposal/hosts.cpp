#include "proposal/proposed.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace plumbline;
using test::compared;
using test::Files;
using test::host;
using test::Lines;
using test::told;

namespace {

/// A standard with a profile for some hosts, a variable and an override.
Files fleet(const std::string& to, const std::string& port = "80",
            const std::string& override_mode = "0600") {
    return {{"standard.yaml", "plumbline: 1\nstandard: fleet\nvars: {port: \"" + port +
                                  "\"}\nprofiles: {web: web.yaml}\napply:\n  - profiles: web\n    to: " + to +
                                  "\noverride:\n  - to: web2\n    resource: file:/w\n    set: {mode: \"" +
                                  override_mode + "\"}\n    why: INC-1\nresources:\n  - file: /own\n"},
            {"web.yaml", "plumbline: 1\nresources:\n  - file: /w\n    mode: \"0644\"\n"
                         "  - file: \"/port/{{ port }}\"\n"}};
}

const std::vector<inventory::Host> hosts{host("db1", {"db"}), host("web1", {"web"}), host("web2", {"web"}),
                                         host("web3", {"web"}, {{"port", std::string("8080")}})};

} // namespace

TEST_CASE("another host pattern adds and removes resources, and names the profile's hosts") {
    const auto proposal = compared(fleet("web"), fleet("web:!web3:db"), hosts);
    CHECK(told(proposal) ==
          Lines{"added file:/w [db1]: mode not checked > 0644; state not checked > present",
                "removed file:/w [web3]: mode 0644 > not checked; state present > not checked",
                "added file:/port/80 [db1]: state not checked > present",
                "removed file:/port/8080 [web3]: state present > not checked"});
    REQUIRE(proposal.profiles.size() == 1);
    CHECK(proposal.profiles[0].profile == "web");
    CHECK(proposal.profiles[0].gained == Lines{"db1"});
    CHECK(proposal.profiles[0].lost == Lines{"web3"});
    CHECK(proposal.hosts == 4);
    CHECK(proposal.touched == 2);
}

TEST_CASE("a variable changes what the host does not set itself") {
    const auto proposal = compared(fleet("web"), fleet("web", "81"), hosts);
    CHECK(told(proposal) == Lines{"added file:/port/81 [web1, web2]: state not checked > present",
                                  "removed file:/port/80 [web1, web2]: state present > not checked"});
    CHECK(proposal.unreached.empty());
}

TEST_CASE("an override changes its hosts alone, and its reason is told") {
    const auto proposal = compared(fleet("web"), fleet("web", "80", "0640"), hosts);
    CHECK(told(proposal) == Lines{"changed file:/w [web2]: mode 0600 > 0640"});
    CHECK(proposal::as_text(proposal, {}).find("\n  override: INC-1\n") != std::string::npos);
}

TEST_CASE("an override that moves, or says what the profile says now, changes nothing") {
    auto direct = fleet("web");
    direct["standard.yaml"] += "# and a line\n";
    direct["standard.yaml"].insert(0, "# a line more\n");
    CHECK(told(compared(fleet("web"), direct, hosts)).empty());
}

TEST_CASE("each host's own values make changes of their own") {
    const auto with = [](const std::string& mode) {
        return Files{{"standard.yaml",
                      "plumbline: 1\nstandard: a\nresources:\n  - file: \"/{{ name }}\"\n    mode: \"" +
                          mode + "\"\n  - sysctl: a.b\n    value: \"{{ name }}" + mode + "\"\n"}};
    };
    std::vector<inventory::Host> five;
    for (const auto* name : {"h1", "h2", "h3", "h4", "h5"})
        five.push_back(host(name, {}, {{"name", std::string(name)}}));
    const auto proposal = compared(with("0644"), with("0600"), five);
    CHECK(proposal.changes.size() == 10);
    const auto shown = proposal::paragraphs(proposal, false);
    REQUIRE(shown.size() == 8); // a file for each, three of the sysctl
    const auto last = std::ranges::find(shown, 2U, &proposal::Paragraph::ways_left);
    REQUIRE(last != shown.end());
    CHECK(last->hosts_left == Lines{"h4", "h5"});
    CHECK(proposal::left_words(*last) ==
          "and in 2 more ways, which differ in values of the hosts: on h4, h5");
    CHECK(proposal::paragraphs(proposal, true).size() == 10);
}

TEST_CASE("what reaches no host is named, and is no change of any") {
    const auto standard = [](const std::string& mode, const std::string& port, const std::string& why) {
        return Files{
            {"standard.yaml", "plumbline: 1\nstandard: a\nvars: {port: \"" + port +
                                  "\"}\nprofiles: {db: db.yaml}\napply:\n  - profiles: db\n    to: db\n"
                                  "override:\n  - to: db\n    resource: file:/d\n    set: {owner: root}\n"
                                  "    why: " +
                                  why + "\nresources:\n  - file: /own\n"},
            {"db.yaml", "plumbline: 1\nresources:\n  - file: /d\n    mode: \"" + mode + "\"\n"}};
    };
    const auto proposal = compared(standard("0644", "1", "x"), standard("0600", "2", "y"), {host("web1")});
    CHECK(told(proposal).empty());
    CHECK(proposal.unreached == Lines{"file:/d (db.yaml:3)",
                                      "the override of file:/d for db (standard.yaml:9)",
                                      "the variable port"});
    CHECK(proposal::unreached_words(proposal) ==
          "changed too, and none of these hosts has it: file:/d (db.yaml:3), "
          "the override of file:/d for db (standard.yaml:9), the variable port");
    const auto reached =
        compared(standard("0644", "1", "x"), standard("0600", "1", "x"), {host("db1", {"db"}), host("web1")});
    CHECK(reached.unreached.empty());
    CHECK(told(reached) == Lines{"changed file:/d [db1]: mode 0644 > 0600"});
}

TEST_CASE("a template is compared by what it makes, and by itself where facts complete it") {
    const auto with = [](const std::string& text, const std::string& port) {
        return Files{{"standard.yaml", "plumbline: 1\nstandard: a\nresources:\n  - template: /etc/app.conf\n"
                                       "    source: app.mustache\n    vars: {port: \"" +
                                           port + "\", unused: \"" + port + "\"}\n"},
                     {"app.mustache", text}};
    };
    CHECK(told(compared(with("a {{port}}\n", "1"), with("a {{port}}\n", "2"))) ==
          Lines{"changed template:/etc/app.conf [web1]: content diff"});
    CHECK(told(compared(with("a 1\n", "1"), with("a {{port}}\n", "1"))).empty());
    CHECK(told(compared(with("a\n", "1"), with("a\n", "2"))).empty());
    CHECK(told(compared(with("{{hostname}}\n", "1"), with("{{hostname}} x\n", "1"))) ==
          Lines{"changed template:/etc/app.conf [web1]: content diff"});
    CHECK(told(compared(with("{{hostname}} {{port}}\n", "1"), with("{{hostname}} {{port}}\n", "2"))) ==
          Lines{"changed template:/etc/app.conf [web1]: vars.port 1 > 2"});
    const auto became = compared(with("a 1\n", "1"), with("a {{hostname}}\n", "1"));
    REQUIRE(became.changes.size() == 1);
    CHECK(became.changes[0].alterations[0].remark == "becomes a template, which each host's facts complete");
    CHECK(became.changes[0].alterations[0].diff ==
          "--- from\n+++ to\n@@ -1,1 +1,1 @@\n-a 1\n+a {{hostname}}\n");
}

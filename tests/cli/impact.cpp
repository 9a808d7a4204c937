#include "cli/desk.hpp"
#include "cli/listener.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace plumbline;
using test::Words;

namespace {

std::string standard(const char* mode, const std::string& more = "") {
    return std::string("plumbline: 1\nstandard: site\nresources:\n  - file: DIR/motd\n    mode: \"") + mode +
           "\"\n" + more;
}

/// A site of one host, which is this machine, audited once.
void audit_site(const test::Desk& desk) {
    desk.file("motd", "hello\n", 0644);
    desk.file("plumbline.yaml", "plumbline: 1\ninventory: hosts.ini\nstandard: standard.yaml\n"
                                "history: sqlite:///DIR/history.db\n");
    desk.file("hosts.ini", "web1 ansible_connection=local\nweb2 ansible_connection=local\n");
    desk.file("standard.yaml", standard("0644"));
    REQUIRE(desk.run({"audit", "--limit", "web1"}).status == 0);
}

} // namespace

TEST_CASE("impact tells what a proposed standard would mean without a connection to any host") {
    const test::Desk desk;
    test::Listener listener;
    audit_site(desk);
    const std::string there = " ansible_host=127.0.0.1 ansible_port=" + listener.port() + "\n";
    desk.file("hosts.ini", "web1" + there + "web2" + there);
    desk.file("proposed.yaml", standard("0600"));
    const auto both = desk.run({"impact", "proposed.yaml", "--format", "json"});
    CHECK(both.errors.empty());
    CHECK(both.status == 6);
    const auto told = nlohmann::json::parse(both.output);
    CHECK(told["summary"]["drifts"] == 1);
    CHECK(told["summary"]["untold"] == 1);
    CHECK(told["hosts"][0]["resources"][0]["proposed"]["would"][0] == "set mode 0600 (now 0644)");

    const auto one = desk.run({"impact", "proposed.yaml", "web1"});
    CHECK(one.status == 2);
    CHECK(one.output.find("of 1 host: 1 would drift where they don't now\n") != std::string::npos);
    desk.file("proposed.yaml", standard("0644"));
    CHECK(desk.run({"impact", "proposed.yaml", "--limit", "web1"}).status == 0);
    desk.file("proposed.yaml", standard("0644", "  - group: root\n"));
    CHECK(desk.run({"impact", "proposed.yaml", "web1"}).status == 4);
    CHECK(listener.connections() == 0);
}

TEST_CASE("impact leaves the history as it is") {
    const test::Desk desk;
    audit_site(desk);
    desk.file("proposed.yaml", standard("0600"));
    const auto before = desk.read("history.db");
    CHECK(desk.run({"impact", "proposed.yaml", "web1"}).status == 2);
    CHECK(desk.read("history.db") == before);
}

TEST_CASE("a proposed standard that is wrong, or not there, is refused") {
    const test::Desk desk;
    audit_site(desk);
    desk.file("proposed.yaml", standard("0600", "  - file: DIR/other\n    mod: \"0644\"\n"));
    const auto wrong = desk.run({"impact", "proposed.yaml"});
    CHECK(wrong.status == 1);
    CHECK(wrong.errors.find("did you mean 'mode'?") != std::string::npos);
    CHECK(desk.run({"impact", "nowhere.yaml"}).status == 1);
    CHECK(desk.run({"impact"}).status == 1);
}

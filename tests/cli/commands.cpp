#include "cli/desk.hpp"

#include "base/digest.hpp"
#include "base/version.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace plumbline;
using nlohmann::json;
using test::Ended;
using test::Words;

TEST_CASE("every command explains itself and its exit statuses") {
    const test::Desk desk;
    for (const auto* command : {"audit", "validate", "facts", "hosts", "probe", "schema", "types"}) {
        CAPTURE(command);
        const auto help = desk.run({command, "--help"});
        CHECK(help.status == 0);
        CHECK(help.errors.empty());
        CHECK_THAT(help.output,
                   Catch::Contains(std::string("Usage: plumbline ") + command) &&
                       Catch::Contains("\nExit status: 0 all in sync; 1 the run itself failed; 2 "
                                       "drift; 4 something could not be checked; 6 both;\n"
                                       "+8 the standard's sign-off is missing or invalid; 128+n"));
        CHECK_THAT(desk.run({"--help"}).output, Catch::Contains(std::string("\n  ") + command + " "));
    }
    CHECK(desk.run({"--version"}) == Ended{0, "plumbline " + std::string(base::version()) + "\n", ""});
}

TEST_CASE("the probe is printed, its digest is that of what is printed, and a key is pinned to it") {
    const test::Desk desk;
    const auto script = desk.run({"probe"});
    CHECK(script.status == 0);
    CHECK(desk.run({"probe", "--hash"}) == Ended{0, base::sha256(script.output) + "\n", ""});
    CHECK(desk.run({"probe"}) == script);
    desk.file("audit.pub", "ssh-ed25519 AAAAC3Nz audit@example.org\n");
    const std::string place = "/usr/local/lib/plumbline/probe.sh";
    CHECK(desk.run({"probe", "--authorized-keys", "audit.pub"}) ==
          Ended{0,
                "# on the host: install -D -m 0755 -o root probe.sh " + place +
                    " (the output of 'plumbline probe'), then:\nrestrict,command=\"sh -c '. " + place +
                    "; probe_pinned'\" ssh-ed25519 AAAAC3Nz audit@example.org\n",
                ""});
}

TEST_CASE("types lists the resource types, and prints the reference of one") {
    const test::Desk desk;
    const auto names = desk.run({"types"});
    CHECK(names.status == 0);
    CHECK_THAT(names.output, Catch::StartsWith("directory\n") || Catch::Contains("\ndirectory\n"));
    CHECK(names.output.find(' ') == std::string::npos);
    const auto page = desk.run({"types", "sysctl"});
    CHECK(page.status == 0);
    CHECK_THAT(page.output,
               Catch::StartsWith("sysctl: TITLE\n") &&
                   Catch::Contains("\nEXAMPLE\n  - sysctl: net.ipv4.ip_forward\n    value: 0\n"));
    CHECK_THAT(desk.run({"types", "sysctl", "--format", "markdown"}).output, Catch::StartsWith("# sysctl\n"));
    CHECK(desk.run({"types", "sysctrl"}) ==
          Ended{1, "", "plumbline: there is no resource type 'sysctrl': did you mean 'sysctl'?\n"});
}

TEST_CASE("hosts prints what an inventory and patterns come to") {
    const test::Desk desk;
    desk.file("plumbline.yaml", "plumbline: 1\nssh: {user: audit}\n");
    desk.file("hosts.ini", R"([web]
web1 ansible_host=192.0.2.1 ansible_port=2222
web2 ansible_user=root tier=front
[db]
db1 ansible_connection=local
)");
    CHECK(desk.run({"hosts", "-i", "hosts.ini"}) == Ended{0, R"(db1   local  in db
web1  audit@192.0.2.1:2222  in web
web2  root@web2  in web
)",
                                                          ""});
    CHECK(desk.run({"hosts", "-i", "hosts.ini", "db", "me@web1:22"}) ==
          Ended{1, "",
                "error: no host and no group matches 'me@web1'\nerror: no host and no group matches '22'\n"});
    CHECK(desk.run({"hosts", "me@a:22", "[2001:db8::1]:2222", "b"}) ==
          Ended{0, R"(2001:db8::1  audit@[2001:db8::1]:2222
a            me@a:22
b            audit@b
)",
                ""});
    CHECK(desk.run({"hosts", "-i", "hosts.ini", "--user", "me", "web", "--limit", "*2"}) ==
          Ended{0, "web2  me@web2  in web\n", ""});
    CHECK(desk.run({"hosts"}) == Ended{0, "localhost  local\n", ""});
    CHECK(desk.run({"hosts", "-i", "-", "web*:!web2"}, {}, "web[1:3]\n") ==
          Ended{0, "web1  audit@web1\nweb3  audit@web3\n", ""});
    CHECK(desk.run({"hosts", "b", "a", "--format", "text"}) == Ended{0, "a  audit@a\nb  audit@b\n", ""});
    const auto listed = desk.run({"hosts", "-i", "hosts.ini", "web2", "--format", "json"});
    CHECK(json::parse(listed.output) ==
          json::parse(R"([{"name": "web2", "address": "root@web2", "groups": ["all", "web"],
                           "variables": {"ansible_user": "root", "tier": "front"}}])"));
}

TEST_CASE("facts prints what this machine says of itself, and fails for a host that says nothing") {
    const test::Desk desk;
    desk.file("plumbline.yaml", "plumbline: 1\n");
    desk.file("hosts.ini", "here ansible_connection=local\ngone ansible_host=127.0.0.1 ansible_port=1\n");
    const auto text = desk.run({"facts"});
    CHECK(text.status == 0);
    CHECK(text.errors.empty());
    CHECK_THAT(text.output, Catch::StartsWith("localhost\n  arch         "));
    const auto ended = desk.run({"facts", "-i", "hosts.ini", "--format", "json"});
    CHECK(ended.status == 4);
    const auto told = json::parse(ended.output);
    REQUIRE(told.size() == 2);
    CHECK(told.at(0) == json::parse(R"({"name": "gone", "error": {"stage": "connect", "message":
        "cannot connect to 127.0.0.1 port 1: connection refused; is sshd running there?"}})"));
    CHECK(told.at(1).at("name") == "here");
    for (const auto* fact : {"arch", "os.family", "kernel", "hostname", "now", "cpu.count"})
        CHECK_THAT(text.output, Catch::Contains(std::string("\n  ") + fact + " "));
    CHECK(told.at(1).at("facts").contains("os.family"));
}

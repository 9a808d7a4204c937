#include "alert/deciding/world.hpp"

#include <catch2/catch.hpp>

// What becomes of one alert from run to run.

using namespace plumbline;
using namespace plumbline::test;
using Lines = std::vector<std::string>;

TEST_CASE("a drift is told once, and its end once") {
    World world({to({"chat"})});
    CHECK(world.run({host("web1", {{}}), host("web2")}) ==
          Lines{"chat opened: web1: file:/etc/motd mode is 0600, should be 0644, since 2026-11-20 13:00Z"});
    CHECK(world.run({host("web1", {{}}), host("web2")}).empty());
    CHECK(world.run({host("web1", {{}}), host("web2")}).empty());
    CHECK(world.run({host("web1"), host("web2")}) ==
          Lines{"chat resolved: web1: file:/etc/motd is as the standard says again, after 3h"});
    CHECK(world.run({host("web1"), host("web2")}).empty());
    CHECK(world.memory.open.empty());
    CHECK(world.memory.seen.empty());
}

TEST_CASE("the same drift on many hosts is one alert") {
    World world({to({"chat"})});
    CHECK(world.run(herd(500, {{}})) == Lines{"chat opened: web1 and 499 more: file:/etc/motd mode is 0600, "
                                              "should be 0644, since 2026-11-20 13:00Z"});
    CHECK(world.last.front().message.members.size() == 500);
    CHECK(world.last.front().message.sections.size() == 1);
    CHECK(world.last.front().message.sections.front().hosts.size() == 500);
    CHECK(world.run(herd(500, {{}})).empty());
    CHECK(world.run(herd(500, {})) ==
          Lines{"chat resolved: web1 and 499 more: file:/etc/motd is as the standard says again, after 2h"});
}

TEST_CASE("a host that joins is told of, one that is mended is told of with the next message") {
    World world({to({"chat"})});
    (void)world.run({host("web1", {{}}), host("web2"), host("web3")});
    const auto opened = world.last.front().message;
    CHECK(
        world.run({host("web1", {{}}), host("web2", {{}}), host("web3")}) ==
        Lines{"chat joined: web2: file:/etc/motd mode is 0600, should be 0644, since 2026-11-20 14:00Z; on 2 "
              "hosts now"});
    CHECK(world.last.front().message.alert == opened.alert);
    CHECK(world.last.front().message.begun == opened.id);
    CHECK(opened.begun.empty());
    CHECK(world.run({host("web1"), host("web2", {{}}), host("web3")}).empty());
    CHECK(
        world.run({host("web1"), host("web2", {{}}), host("web3", {{}})}) ==
        Lines{"chat joined: web3: file:/etc/motd mode is 0600, should be 0644, since 2026-11-20 16:00Z; on 2 "
              "hosts now; over on 1 host"});
    CHECK(world.run({host("web1"), host("web2"), host("web3")}) ==
          Lines{"chat resolved: web2 and 1 more: file:/etc/motd is as the standard says again, after 3h"});
}

TEST_CASE("what gets worse, and what differs otherwise, is told in the thread") {
    World world({to({"chat"})});
    (void)world.run({host("web1", {{}})});
    const auto key = world.last.front().message.alert;
    CHECK(
        world.run({host("web1", {{.mode = "0666"}})}) ==
        Lines{"chat mutated: web1: file:/etc/motd differs otherwise now: mode is 0666, should be 0644, since "
              "2026-11-20 13:00Z"});
    CHECK(world.last.front().message.alert == key);
    CHECK(
        world.run({host("web1", {{.mode = "0666", .others = 1}})}) ==
        Lines{
            "chat worse: web1: file:/etc/motd is worse: mode is 0666, should be 0644; p0 is b, should be a, "
            "since 2026-11-20 13:00Z"});
    CHECK(
        world.run({host("web1", {{.mode = "0666", .severity = Severity::critical, .others = 1}})}) ==
        Lines{
            "chat worse: web1: file:/etc/motd is worse: mode is 0666, should be 0644; p0 is b, should be a, "
            "since 2026-11-20 13:00Z"});
    CHECK(world.last.front().message.severity == Severity::critical);
    CHECK(
        world.run({host("web1", {{.mode = "0666", .severity = Severity::low}})}) ==
        Lines{"chat mutated: web1: file:/etc/motd differs otherwise now: mode is 0666, should be 0644, since "
              "2026-11-20 13:00Z"});
    CHECK(world.run({host("web1")}).size() == 1);
    (void)world.run({host("web1", {{}})});
    CHECK(world.last.front().message.alert != key);
}

TEST_CASE("of several things at once the most urgent is told, and each is in the message") {
    World world({to({"chat"})});
    (void)world.run({host("web1", {{}}), host("web2", {{}}), host("web3")});
    CHECK(
        world.run({host("web1", {{}}), host("web2", {{.mode = "0666"}}), host("web3", {{}})}) ==
        Lines{"chat mutated: web2: file:/etc/motd differs otherwise now: mode is 0666, should be 0644, since "
              "2026-11-20 13:00Z; on 3 hosts now"});
    const auto& sections = world.last.front().message.sections;
    REQUIRE(sections.size() == 2);
    CHECK(sections[0].hosts == Lines{"web2"});
    CHECK(sections[1].hosts == Lines{"web1", "web3"});
    CHECK(
        world.run({host("web1", {{.mode = "0666"}}), host("web2", {{.mode = "0666", .others = 1}}),
                   host("web3", {{}})}) ==
        Lines{
            "chat worse: web2: file:/etc/motd is worse: mode is 0666, should be 0644; p0 is b, should be a, "
            "since 2026-11-20 13:00Z; on 3 hosts now"});
    CHECK(world.run(herd(3, {})).size() == 1);
}

TEST_CASE("an alert is of what its hosts have now: others join by that") {
    World world({to({"chat"})});
    (void)world.run({host("web1", {{}}), host("web2")});
    (void)world.run({host("web1", {{.mode = "0666"}}), host("web2")});
    CHECK(world.run({host("web1", {{.mode = "0666"}}), host("web2", {{.mode = "0666"}})})
              .front()
              .starts_with("chat joined: web2: "));
    CHECK(world.run({host("web1", {{.mode = "0666"}}), host("web2", {{.mode = "0666"}}), host("web3", {{}})})
              .front()
              .starts_with("chat opened: web3: "));
}

TEST_CASE("destinations that are told the same in one run are told under one key") {
    World world({to({"chat", "oncall"})});
    (void)world.run({host("web1", {{}})});
    REQUIRE(world.last.size() == 2);
    CHECK(world.last[0].message.alert == world.last[1].message.alert);
    CHECK(world.last[0].message.id != world.last[1].message.id);
}

TEST_CASE("what ended for several reasons says so") {
    World world({to({"chat"})});
    (void)world.run(herd(2, {{}}));
    CHECK(world.run({host("web1"), host("web2", {{.status = drift::Status::waived}})}) ==
          Lines{"chat resolved: web1 and 1 more: file:/etc/motd is as the standard says again or is over "
                "otherwise, after 1h"});
    const auto& sections = world.last.front().message.sections;
    REQUIRE(sections.size() == 2);
    CHECK(sections[0].facts.front().words == "is as the standard says again");
    CHECK(sections[1].facts.front().words == "is accepted by a waiver");
    CHECK(sections[1].hosts == Lines{"web2"});
}

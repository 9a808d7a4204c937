#include "alert/deciding/world.hpp"

#include <catch2/catch.hpp>

// Who is told.

using namespace plumbline;
using namespace plumbline::test;
using Lines = std::vector<std::string>;

namespace {

/// The destinations of what the run told.
std::vector<std::string> told(World& world, std::vector<report::HostResult> hosts) {
    (void)world.run(std::move(hosts));
    std::vector<std::string> destinations;
    for (const auto& parcel : world.last)
        destinations.push_back(parcel.destination);
    return destinations;
}

Route route(std::vector<std::string> destinations, const std::function<void(Route&)>& with) {
    auto made = to(std::move(destinations));
    with(made);
    return made;
}

} // namespace

TEST_CASE("the first route that matches wins, unless it goes on") {
    const MadeFinding critical{.severity = Severity::critical};
    const auto first = [](bool goes_on) {
        return route({"oncall"}, [&](Route& made) {
            made.severity = Severity::critical;
            made.goes_on = goes_on;
        });
    };
    World one({first(false), to({"chat"})});
    CHECK(told(one, {host("web1", {critical})}) == Lines{"oncall"});
    World both({first(true), to({"chat", "oncall"})});
    CHECK(told(both, {host("web1", {critical})}) == Lines{"chat", "oncall"});
    World low({first(false), to({"chat"})});
    CHECK(told(low, {host("web1", {{}})}) == Lines{"chat"});
    World none({first(false)});
    CHECK(told(none, {host("web1", {{}})}).empty());
}

TEST_CASE("conditions hold for findings on hosts alone") {
    struct Case {
        std::string name;
        std::function<void(Route&)> condition;
        MadeFinding matching;
    };
    const std::vector<Case> cases{
        {"hosts", [](Route& made) { made.hosts = inventory::Pattern("web1"); }, {}},
        {"hosts counted", [](Route& made) { made.hosts = inventory::Pattern("web[0]"); }, {}},
        {"tags", [](Route& made) { made.tags = {"security"}; }, {.tags = {"security", "login"}}},
        {"cause",
         [](Route& made) { made.causes = {drift::Cause::host_changed}; },
         {.past = past_since(noon())}},
        {"contact",
         [](Route& made) { made.contacts = {"dba@example.org"}; },
         {.contact = "dba@example.org"}}};
    for (const auto& [name, condition, matching] : cases) {
        INFO(name);
        World world({route({"chat"}, condition)});
        world.inventory.groups = {"all", "web"};
        world.inventory.group_order = {{"web", {"web1", "web2"}}};
        auto report = world.report_of({host("web1", {matching}), host("web2", {{.title = "/etc/issue"}})});
        report.run.signoff.status = approval::SignOff::Status::missing;
        CHECK(world.run_of(report).size() == 1);
        CHECK(world.last.front().message.members.front().host == "web1");
        CHECK(world.take(alert::failed_run("x", report.run, "acme")).empty());
    }
}

TEST_CASE("a route is told of its events alone") {
    const auto only = [](Trigger trigger) {
        return route({"chat"}, [&](Route& made) { made.events = {trigger}; });
    };
    const std::vector<std::vector<MadeFinding>> runs{
        {{}}, {{.mode = "0666"}}, {{.mode = "0666", .others = 2}}};
    const auto lines = [&](Trigger trigger) {
        World world({only(trigger)});
        Lines all;
        for (const auto& findings : runs)
            for (const auto& line : world.run({host("web1", findings)}))
                all.push_back(line);
        for (const auto& line : world.run({host("web1")}))
            all.push_back(line);
        CHECK(world.memory.open.empty());
        return all;
    };
    CHECK(lines(Trigger::new_) ==
          Lines{"chat opened: web1: file:/etc/motd mode is 0600, should be 0644, since 2026-11-20 13:00Z",
                "chat resolved: web1: file:/etc/motd is as the standard says again, after 3h"});
    CHECK(lines(Trigger::mutated) ==
          Lines{"chat opened: web1: file:/etc/motd mode is 0666, should be 0644, since 2026-11-20 13:00Z",
                "chat resolved: web1: file:/etc/motd is as the standard says again, after 3h"});
    CHECK(lines(Trigger::worse) ==
          Lines{"chat opened: web1: file:/etc/motd mode is 0666, should be 0644; p0 is "
                "b, should be a; 1 more, since 2026-11-20 13:00Z",
                "chat resolved: web1: file:/etc/motd is as the standard says again, "
                "after 3h"});
    CHECK(lines(Trigger::still_open).empty());
    CHECK(lines(Trigger::signoff).empty());
}

TEST_CASE("what gets worse is told to those whose route it has come to") {
    World world({route({"oncall"}, [](Route& made) { made.severity = Severity::critical; }), to({"chat"})});
    CHECK(told(world, {host("web1", {{}})}) == Lines{"chat"});
    CHECK(world.run({host("web1", {{.severity = Severity::critical}})}) ==
          Lines{"oncall opened: web1: file:/etc/motd mode is 0600, should be 0644, since 2026-11-20 13:00Z"});
    CHECK(told(world, {host("web1")}) == Lines{"chat", "oncall"});
}

TEST_CASE("one that is told of what is still open alone hears of it at that age") {
    World world({route({"seniors"}, [](Route& made) {
        made.events = {Trigger::still_open};
        made.remind = std::chrono::hours(2);
    })});
    CHECK(told(world, {host("web1", {{}})}).empty());
    CHECK(told(world, {host("web1", {{}})}).empty());
    CHECK(
        world.run({host("web1", {{}})}) ==
        Lines{"seniors opened: web1: file:/etc/motd mode is 0600, should be 0644, since 2026-11-20 13:00Z"});
    CHECK(told(world, {host("web1", {{}})}).empty());
    CHECK(world.run({host("web1", {{}})}) == Lines{"seniors still_open: web1: file:/etc/motd mode is 0600, "
                                                   "should be 0644, still so after 4h, since 2026-11-20 "
                                                   "13:00Z"});
    CHECK(told(world, {host("web1")}) == Lines{"seniors"});
}

TEST_CASE("nobody hears at a destination that is no more") {
    World world({to({"chat"})});
    (void)world.run({host("web1", {{}})});
    world.memory.carriers = {{{"chat", world.memory.open.front().key}, "chat"}};
    world.settings.routes = {to({"oncall"})};
    world.settings.channels.erase("chat");
    CHECK(told(world, {host("web1")}).empty());
    CHECK(world.memory.open.empty());
    CHECK(world.memory.carriers.empty());
}

TEST_CASE("a storm is one alert, and ends as one") {
    World world({to({"chat"})});
    std::vector<MadeFinding> findings;
    for (int i = 0; i < 11; ++i)
        findings.push_back({.title = "/etc/" + std::string(1, static_cast<char>('a' + i))});
    findings[4].severity = Severity::critical;
    CHECK(world.run(herd(3, findings)) ==
          Lines{"chat opened: 33 new alerts: web1: file:/etc/e mode is 0600, should be 0644 and 32 more on 3 "
                "hosts, since 2026-11-20 13:00Z"});
    const auto& message = world.last.front().message;
    CHECK(message.severity == Severity::critical);
    CHECK(message.members.size() == 33);
    CHECK(message.sections.size() == 11);
    CHECK(world.run(herd(3, findings)).empty());
    CHECK(world.run({host("web1", findings), host("web2", findings), host("web3")}).empty());
    auto more = findings;
    more.push_back({.title = "/etc/z"});
    CHECK(world.run({host("web1", more), host("web2", findings), host("web3")}) ==
          Lines{"chat opened: web1: file:/etc/z mode is 0600, should be 0644, since 2026-11-20 16:00Z"});
    CHECK(world.run(herd(3, {})) ==
          Lines{"chat resolved: web1 and 2 more: file:/etc/e and 10 more: is as the standard says again, "
                "after 4h",
                "chat resolved: web1: file:/etc/z is as the standard says again, after 1h"});
}

TEST_CASE("as many as a storm takes are alerts of their own") {
    World world({to({"chat"})});
    std::vector<MadeFinding> findings;
    for (int i = 0; i < 10; ++i)
        findings.push_back({.title = "/etc/" + std::string(1, static_cast<char>('a' + i))});
    CHECK(told(world, herd(3, findings)).size() == 10);
}

TEST_CASE("nothing joins a storm: what comes later is an alert of its own") {
    World world({to({"chat"})});
    world.settings.storm = 1;
    (void)world.run({host("web1", {{.title = "/a"}, {.title = "/b"}}), host("web2")});
    CHECK(world.run({host("web1", {{.title = "/a"}}), host("web2")}).empty());
    CHECK(world.run({host("web1", {{.title = "/a"}}), host("web2", {{.title = "/a"}})})
              .front()
              .starts_with("chat opened: web2: "));
}

#include "alert/deciding/world.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

// What could not be looked at: hosts, resources, and all that nothing is concluded of.

using namespace plumbline;
using namespace plumbline::test;
using Lines = std::vector<std::string>;
using transport::Stage;

TEST_CASE("a host that can't be reached is told from the third run on, and when it can again") {
    World world({to({"chat"})});
    CHECK(world.run({unreachable("web1"), host("web2")}).empty());
    CHECK(world.run({unreachable("web1"), host("web2")}).empty());
    CHECK(world.run({unreachable("web1"), host("web2")}) ==
          Lines{"chat opened: web1: unreachable at connect: no answer, since 2026-11-20 13:00Z"});
    CHECK(world.last.front().message.concern == alert::Concern::unreachable);
    CHECK(world.last.front().message.severity == Severity::high);
    CHECK(world.run({unreachable("web1", Stage::deadline), host("web2")}).empty());
    CHECK(world.run({host("web1"), host("web2")}) ==
          Lines{"chat resolved: web1: can be reached again, after 4h"});
    CHECK(world.memory.seen.empty());
}

TEST_CASE("runs in a row are counted anew when a host was reached between them") {
    World world({to({"chat"})});
    for (int i = 0; i < 5; ++i) {
        CHECK(world.run({unreachable("web1")}).empty());
        CHECK(world.run({unreachable("web1")}).empty());
        CHECK(world.run({host("web1")}).empty());
    }
}

TEST_CASE("a host whose key changed is told though it is known to be unreachable") {
    World world({to({"chat"})});
    world.settings.unreachable_after = 1;
    (void)world.run({unreachable("web1")});
    CHECK(world.run({unreachable("web1", Stage::hostkey)}) ==
          Lines{"chat mutated: web1: now unreachable at hostkey: no answer, since 2026-11-20 13:00Z"});
}

TEST_CASE("a network that is down is one alert") {
    World world({to({"chat"})});
    std::vector<report::HostResult> hosts;
    for (int i = 0; i < 100; ++i)
        hosts.push_back(unreachable(fmt::format("web{:03}", i)));
    hosts.push_back(host("db1"));
    CHECK(world.run(hosts).empty());
    CHECK(world.run(hosts).empty());
    CHECK(world.run(hosts) ==
          Lines{"chat opened: web000 and 99 more: unreachable at connect: no answer, since "
                "2026-11-20 13:00Z"});
    for (int i = 0; i < 100; ++i)
        hosts[static_cast<std::size_t>(i)] = host(fmt::format("web{:03}", i));
    CHECK(world.run(hosts) == Lines{"chat resolved: web000 and 99 more: can be reached again, after 3h"});
}

TEST_CASE("nothing is concluded of a host that was not audited, or not with all of its resources") {
    World world({to({"chat"})});
    (void)world.run({host("web1", {{}}), host("web2")});
    SECTION("it failed") {
        CHECK(world.run({unreachable("web1"), host("web2")}).empty());
    }
    SECTION("the run ended before all was checked") {
        auto cut_short = host("web1");
        cut_short.declared = 3;
        CHECK(world.run({cut_short, host("web2")}).empty());
    }
    SECTION("the run was of other hosts") {
        auto report = world.report_of({host("web2")});
        report.run.partial = true;
        CHECK(world.run_of(report).empty());
    }
    SECTION("the run was of some tags") {
        auto report = world.report_of({host("web1"), host("web2")});
        report.run.tags = {"security"};
        CHECK(world.run_of(report).empty());
    }
    SECTION("the resource could not be checked") {
        CHECK(world.run({host("web1", {{.status = drift::Status::unknown}}), host("web2")}).empty());
    }
    SECTION("there was no run") {
        auto run = world.report_of({}).run;
        CHECK(world.take(alert::failed_run("no history", run, "acme")) ==
              Lines{"chat opened: the audit failed: no history, since 2026-11-20 14:00Z"});
        CHECK(world.run({host("web1", {{}}), host("web2")}) ==
              Lines{"chat resolved: the audit ran again, after 1h"});
    }
    CHECK(world.run({host("web1", {{}}), host("web2")}).empty());
    CHECK(world.run({host("web1"), host("web2")}).size() == 1);
    CHECK(world.memory.open.empty());
}

TEST_CASE("a part of a site that is mended is told of, and a host that is gone in a whole run alone") {
    World world({to({"chat"})});
    (void)world.run({host("web1", {{}}), host("web2", {{.title = "/etc/issue"}})});
    auto report = world.report_of({host("web1")});
    report.run.partial = true;
    CHECK(world.run_of(report) ==
          Lines{"chat resolved: web1: file:/etc/motd is as the standard says again, after 1h"});
    CHECK(world.run({host("web1")}) == Lines{"chat resolved: web2: file:/etc/issue is over: the host is no "
                                             "longer in the inventory, after 2h"});
    CHECK(world.memory.seen.empty());
}

TEST_CASE("a host that can't be reached and then leaves the inventory is over, told or not") {
    World world({to({"chat"})});
    world.settings.unreachable_after = 2;
    (void)world.run({unreachable("web1"), host("web2")});
    (void)world.run({host("web2")});
    CHECK(world.memory.seen.empty());
    (void)world.run({unreachable("web1"), host("web2")});
    (void)world.run({unreachable("web1"), host("web2")});
    CHECK(world.run({host("web2")}) ==
          Lines{"chat resolved: web1: is over: the host is no longer in the inventory, after 2h"});
}

TEST_CASE("a resource that can't be checked is told when that lasts") {
    World world({to({"chat"})});
    const MadeFinding unknown{.title = "/etc/shadow", .status = drift::Status::unknown};
    CHECK(world.run({host("web1", {unknown}), host("web2", {unknown})}).empty());
    CHECK(world.run({host("web1", {unknown}), host("web2", {unknown})}).empty());
    CHECK(world.run({host("web1", {unknown}), host("web2", {unknown})}) ==
          Lines{"chat opened: web1 and 1 more: file:/etc/shadow permission denied, since 2026-11-20 13:00Z"});
    CHECK(world.last.front().message.concern == alert::Concern::unchecked);
    CHECK(world.run({host("web1", {unknown}), host("web2")}).empty());
    CHECK(world.run({host("web1"), host("web2")}) ==
          Lines{"chat resolved: web1 and 1 more: file:/etc/shadow can be checked again, after 4h"});
}

TEST_CASE("an audit that fails or is missing is told once, until one runs") {
    World world({to({"chat"})});
    const auto run = [&] {
        auto record = world.report_of({}).run;
        record.finished = world.now;
        return record;
    };
    CHECK(world.take(alert::failed_run("inventory.ini:3: no such group", run(), "acme")) ==
          Lines{"chat opened: the audit failed: inventory.ini:3: no such group, since 2026-11-20 13:00Z"});
    CHECK(world.take(alert::failed_run("something else", run(), "acme")).empty());
    CHECK(world.take(alert::missing_run(noon(), std::chrono::hours(1), run(), "acme")) ==
          Lines{"chat opened: no audit has ended, though one is due every 1h, since 2026-11-20 13:00Z"});
    CHECK(world.take(alert::missing_run(noon(), std::chrono::hours(1), run(), "acme")).empty());
    CHECK_FALSE(world.memory.last_run);
    CHECK(world.run({host("web1")}) == Lines{"chat resolved: the audit ran again, after 4h",
                                             "chat resolved: the audit ran again, after 4h"});
    CHECK(world.memory.last_run == noon() + std::chrono::hours(4));
    CHECK(world.memory.seen.empty());
}

#include "alert/deciding/world.hpp"

#include <catch2/catch.hpp>

// What was agreed on, or should have been.

using namespace plumbline;
using namespace plumbline::test;
using Lines = std::vector<std::string>;

namespace {

report::HostResult agreed(drift::Status status, drift::Cover::Kind kind) {
    auto result = host("web1", {{.status = status}});
    result.findings.front().covers.push_back({.kind = kind,
                                              .id = "INC-7",
                                              .place = "waivers/motd.yaml:4",
                                              .by = "joe",
                                              .reason = "the vendor asks for it",
                                              .until = noon() + std::chrono::days(7)});
    return result;
}

} // namespace

TEST_CASE("what was agreed on is no alert, and the end of one") {
    World world({to({"chat"})});
    using drift::Cover;
    using drift::Status;
    CHECK(world.run({agreed(Status::waived, Cover::Kind::waiver)}).empty());
    CHECK(world.run({host("web1", {{}})}).size() == 1);
    CHECK(
        world.run({agreed(Status::waived, Cover::Kind::waiver)}) ==
        Lines{
            "chat resolved: web1: file:/etc/motd is accepted by waiver INC-7 until 2026-11-27 13:00Z, after "
            "1h"});
    CHECK(world.run({host("web1", {{}})}).size() == 1);
    CHECK(world.run({agreed(Status::pending, Cover::Kind::change)}) ==
          Lines{"chat resolved: web1: file:/etc/motd is pending under change INC-7 until 2026-11-27 13:00Z, "
                "after 1h"});
    CHECK(world.memory.open.empty());
}

TEST_CASE("a resource that does not apply any more is over") {
    World world({to({"chat"})});
    (void)world.run({host("web1", {{}})});
    auto skipped = host("web1", {{.status = drift::Status::skipped}});
    skipped.findings.front().reason = "os.id is debian, wanted redhat";
    CHECK(world.run({skipped}) ==
          Lines{"chat resolved: web1: file:/etc/motd does not apply any more: os.id is "
                "debian, wanted redhat, after 1h"});
}

TEST_CASE("a standard without its sign-off is told once for each standard, and when it has it") {
    World world({to({"chat"})});
    auto report = world.report_of({host("web1")});
    report.run.signoff = {.status = approval::SignOff::Status::missing,
                          .quorum = 2,
                          .problems = {"expected 2 signatures, found 0"}};
    report.run.standard_digest = "sha256:a";
    const auto run = [&] {
        report.run.finished = world.now;
        return world.run_of(report);
    };
    CHECK(run() == Lines{"chat opened: sign-off of acme 7 is missing: expected 2 signatures, found 0, since "
                         "2026-11-20 13:00Z"});
    CHECK(world.last.front().message.concern == alert::Concern::signoff);
    CHECK(run().empty());
    report.run.standard_digest = "sha256:b";
    report.run.standard_version = "8";
    CHECK(run() ==
          Lines{"chat mutated: now sign-off of acme 8 is missing: expected 2 signatures, found 0, since "
                "2026-11-20 13:00Z"});
    report.run.signoff.status = approval::SignOff::Status::valid;
    CHECK(run() == Lines{"chat resolved: the standard is signed off, after 3h"});
    CHECK(run().empty());
}

TEST_CASE("an agreement that ended, is void or not signed is told; one that is not used is not") {
    World world({to({"chat"})});
    using State = approval::Notice::State;
    auto report = world.report_of({host("web1")});
    const auto run = [&](std::vector<approval::Notice> notices) {
        report.run.notices = std::move(notices);
        report.run.finished = world.now;
        return world.run_of(report);
    };
    CHECK(run({{"waiver INC-1", State::unused, "w.yaml:1", 0, "nothing drifts"},
               {"waiver INC-2", State::ends_soon, "w.yaml:2", 1, "ends at …"},
               {"waiver INC-3", State::used, "w.yaml:3", 1, "used"}})
              .empty());
    CHECK(run({{"waiver INC-2", State::ended, "w.yaml:2", 1, "ended at 2026-11-20"},
               {"waiver INC-4", State::void_, "w.yaml:4", 1, "is void"},
               {"change CHG-5", State::not_signed, "c.yaml:1", 1, "does not count: not signed"}}) ==
          Lines{"chat opened: waiver INC-2 ended at 2026-11-20, since 2026-11-20 14:00Z",
                "chat opened: waiver INC-4 is void, since 2026-11-20 14:00Z",
                "chat opened: change CHG-5 does not count: not signed, since 2026-11-20 14:00Z"});
    CHECK(world.last.front().message.severity == Severity::medium);
    report.run.partial = true;
    CHECK(run({}).empty());
    report.run.partial = false;
    CHECK(run({{"waiver INC-2", State::ended, "w.yaml:2", 1, "ended at 2026-11-20"}}) ==
          Lines{"chat resolved: waiver INC-4 is in order again, or gone, after 2h",
                "chat resolved: change CHG-5 is in order again, or gone, after 2h"});
}

#include "alert/deciding/world.hpp"

#include <catch2/catch.hpp>

// What time does: reminders, escalation, quiet hours, digests, services that forget.

using namespace plumbline;
using namespace plumbline::test;
using Lines = std::vector<std::string>;
using std::chrono::hours;

namespace {

constexpr auto motd = "web1: file:/etc/motd mode is 0600, should be 0644";

report::HostResult taken(std::optional<base::Instant> until = {}) {
    auto past = past_since(noon());
    past.acknowledged = drift::Acknowledgement{"carol", "on it", until};
    return host("web1", {{.past = past}});
}

report::HostResult open() {
    return host("web1", {{.past = past_since(noon())}});
}

std::string line(const std::string& event, const std::string& rest) {
    return event + ": " + motd + rest;
}

} // namespace

TEST_CASE("what stays open is said again after so long, unless somebody has it in hand") {
    auto route = to({"chat"});
    route.remind = hours(2);
    World world({route});
    CHECK(world.run({open()}).size() == 1);
    CHECK(world.run({open()}).empty());
    CHECK(world.run({open()}) ==
          Lines{line("chat still_open", ", still so after 2h, since 2026-11-20 13:00Z")});
    CHECK(world.run({taken()}).empty());
    CHECK(world.run({taken()}).empty());
    CHECK(world.run({taken()}).empty());
    CHECK(world.run({taken(noon() + hours(5))}) ==
          Lines{line("chat still_open", ", still so after 6h, since 2026-11-20 13:00Z")});
}

TEST_CASE("what nobody takes in hand goes to the next, once, and its end too") {
    auto route = to({"oncall", "chat"});
    route.escalate = {{hours(4), {"seniors"}}, {hours(2), {"second"}}};
    World world({route});
    CHECK(world.run({open()}).size() == 2);
    CHECK(world.run({open()}).empty());
    CHECK(world.run({open()}) ==
          Lines{line("second escalated", ", since 2026-11-20 13:00Z; nobody has it in hand after 2h")});
    CHECK(world.run({open()}).empty());
    CHECK(world.run({open()}) ==
          Lines{line("seniors escalated", ", since 2026-11-20 13:00Z; nobody has it in hand after 4h")});
    CHECK(world.run({open()}).empty());
    Lines ends;
    for (const auto& told : world.run({host("web1")}))
        ends.push_back(told.substr(0, told.find(':')));
    CHECK(ends == Lines{"chat resolved", "oncall resolved", "second resolved", "seniors resolved"});
    CHECK(world.memory.open.empty());
}

TEST_CASE("what somebody took in hand is not escalated until that ends") {
    auto route = to({"oncall"});
    route.escalate = {{hours(1), {"seniors"}}};
    World world({route});
    (void)world.run({open()});
    CHECK(world.run({taken()}).empty());
    CHECK(world.run({unreachable("web1")}).empty());
    CHECK(world.run({open()}) ==
          Lines{line("seniors escalated", ", since 2026-11-20 13:00Z; nobody has it in hand after 3h")});
}

TEST_CASE("one who knows of it hears of its escalation in the thread") {
    auto route = to({"chat"});
    route.escalate = {{hours(1), {"chat"}}};
    World world({route});
    (void)world.run({open()});
    const auto opened = world.last.front().message;
    CHECK(world.run({open()}) ==
          Lines{line("chat escalated", ", since 2026-11-20 13:00Z; nobody has it in hand after 1h")});
    CHECK(world.last.front().message.begun == opened.id);
    CHECK(world.run({open()}).empty());
    CHECK(world.memory.open.size() == 1);
}

TEST_CASE("time goes on where no run comes about") {
    auto route = to({"chat"});
    route.remind = hours(2);
    route.events = {Trigger::new_};
    World world({route});
    (void)world.run({open()});
    world.now += hours(1);
    CHECK(world.take(alert::failed_run("x", world.report_of({}).run, "acme")) ==
          Lines{line("chat still_open", ", still so after 2h, since 2026-11-20 13:00Z")});
    const auto& section = world.last.front().message.sections.front();
    CHECK(section.title == "file:/etc/motd");
    CHECK(section.facts.front() == alert::Section::Fact{"mode", "is 0600, should be 0644"});
}

TEST_CASE("in quiet hours messages wait, escalations too") {
    auto route = to({"chat"});
    route.quiet = alert::QuietHours{std::chrono::minutes(14 * 60), std::chrono::minutes(18 * 60), "UTC"};
    route.escalate = {{hours(3), {"seniors"}}};
    World world({route});
    CHECK(world.run({host("web1"), open()}).front().starts_with("chat opened: web1"));
    (void)world.run({open()});
    CHECK(
        world.run({open(), host("web2", {{}})}) ==
        Lines{
            "chat joined (held): web2: file:/etc/motd mode is 0600, should be 0644, since 2026-11-20 15:00Z; "
            "on 2 hosts now"});
    CHECK(world.last.front().not_before == noon() + hours(5));
    CHECK(world.last.front().batch == "route 1 to chat");
    CHECK(world.run({open(), host("web2", {{}})}).front().starts_with("seniors escalated (held)"));
    CHECK(world.last.front().batch == "route 1 to seniors");
}

TEST_CASE("digests wait for their hour, and escalations for none") {
    auto route = to({"chat"});
    route.digest = alert::Digest::daily;
    route.escalate = {{hours(1), {"seniors"}}};
    World world({route});
    CHECK(world.run({open()}).front().starts_with("chat opened (held)"));
    CHECK(world.last.front().not_before == noon() + hours(19));
    CHECK(world.last.front().batch == "route 1 to chat");
    CHECK(world.run({open()}).front().starts_with("seniors escalated: "));
    CHECK(world.last.front().batch.empty());
    world.settings.routes = {};
    (void)world.run({host("web1")});
    CHECK(world.last.front().batch.empty()); // nothing of it is on its way
}

TEST_CASE("what ends after its route has gone waits for what was told before") {
    auto route = to({"chat"});
    route.digest = alert::Digest::daily;
    World world({route});
    (void)world.run({open()});
    world.memory.outbox = world.last;
    world.settings.routes = {};
    (void)world.run({host("web1")});
    REQUIRE(world.last.size() == 2);
    CHECK(world.last[1].not_before == world.last[0].not_before);
    CHECK(world.last[1].batch == world.last[0].batch);
}

TEST_CASE("a service that forgets hears in each run of what is open") {
    World world({to({"am", "chat"})});
    CHECK(world.run({open()}).size() == 2);
    const auto opened = world.last.front().message;
    CHECK(world.run({open()}) == Lines{line("am unchanged", ", since 2026-11-20 13:00Z")});
    const auto& message = world.last.front().message;
    CHECK(message.alert == opened.alert);
    CHECK(message.begun == opened.id);
    CHECK(message.members == opened.members);
    CHECK(message.sections == opened.sections);
    SECTION("not while the service has not heard of it yet") {
        world.memory.outbox = {world.last.front()};
        CHECK(world.run({open()}).size() == 1);
    }
    SECTION("by the carrier that a provider took") {
        world.settings.providers = {{"any", {"chat", "am"}}};
        world.memory.open.front().destination = "any";
        world.memory.open.pop_back();
        world.settings.routes = {to({"any"})};
        world.memory.carriers = {{{"any", opened.alert}, "chat"}};
        CHECK(world.run({open()}).empty());
        world.memory.carriers = {{{"any", opened.alert}, "am"}};
        CHECK(world.run({open()}).size() == 1);
    }
    SECTION("and of its end") {
        CHECK(world.run({host("web1")}).size() == 2);
        CHECK(world.run({host("web1")}).empty());
    }
}

TEST_CASE("those who were told by an escalation are not reminded, nor is it escalated by them") {
    auto route = to({"chat"});
    route.remind = hours(2);
    route.escalate = {{hours(1), {"seniors"}}};
    World world({route});
    (void)world.run({open()});
    CHECK(world.run({open()}).size() == 1);
    CHECK(world.run({open()}) ==
          Lines{line("chat still_open", ", still so after 2h, since 2026-11-20 13:00Z")});
    CHECK(world.run({open()}).empty());
    CHECK(world.run({open()}) ==
          Lines{line("chat still_open", ", still so after 4h, since 2026-11-20 13:00Z")});
}

TEST_CASE("what somebody has in hand does not go to those who hear of what is still open") {
    auto route = to({"seniors"});
    route.remind = hours(1);
    route.events = {Trigger::still_open};
    World world({route});
    CHECK(world.run({taken()}).empty());
    CHECK(world.run({taken()}).empty());
    CHECK(world.run({open()}).size() == 1);
}

TEST_CASE("who carries an alert is known as long as something of it may follow") {
    World world({to({"chat"})});
    (void)world.run({open()});
    world.memory.carriers = {{{"chat", world.memory.open.front().key}, "chat"}};
    const auto known = world.memory.carriers;
    CHECK(world.run({open()}).empty());
    CHECK(world.memory.carriers == known);
    (void)world.run({host("web1")});
    CHECK(world.memory.carriers == known); // its end was in the outbox
    CHECK(world.run({host("web1")}).empty());
    CHECK(world.memory.carriers.empty());
}

#include "history/reading/fleet.hpp"

#include "base/error.hpp"
#include "history/ledger.hpp"
#include "history/story/strip.hpp"
#include "history/story/timeline.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace plumbline;
using test::failed_host;
using test::finding;
using test::Fleet;
using test::host;
using Kind = history::Address::Kind;

namespace {

std::string told(const std::optional<base::Value>& value) {
    return value ? base::to_text(*value) : "?";
}

/// "05:40 opened (first-seen) text ? > bad | …"
std::string told(const history::Story& story) {
    std::string text = story.host + " " + story.resource.text();
    for (const auto& event : story.events) {
        text +=
            fmt::format(" | {} {}", base::to_rfc3339(event.when).substr(11, 5), history::name(event.kind));
        if (event.kind == history::StoryEvent::Kind::opened)
            text += fmt::format(" ({})", drift::name(event.past.cause));
        if (event.handled)
            text += fmt::format(
                " {}{} {} of {} by {}", event.kind == history::StoryEvent::Kind::opened ? "after " : "",
                event.handled->part.outcome, event.handled->run, event.handled->plan, event.handled->by);
        for (const auto& cover : event.covers)
            text += " " + cover.id;
        for (const auto& why : event.uncovered)
            text += " <" + why + ">";
        if (event.undeclared)
            text += " (undeclared)";
        for (const auto& moved : event.moved)
            text += fmt::format(" {} {} > {}", moved.property, told(moved.from), told(moved.to));
    }
    return text + (story.resolved ? "" : " | open") +
           (story.flaps == 0 ? "" : fmt::format(" | flaps {}", story.flaps));
}

std::vector<std::string> stories(Fleet& fleet, const history::StoryChoice& choice) {
    std::vector<std::string> all;
    fleet.database.snapshot([&] {
        for (const auto& story : history::stories(fleet.database, fleet.site, choice, fleet.now))
            all.push_back(told(story));
    });
    return all;
}

std::string sightings(Fleet& fleet, const history::StripSubject& subject) {
    std::string text;
    fleet.database.snapshot([&] {
        for (const auto& one : history::sightings(fleet.database, fleet.site, subject, {}))
            text += one.look == history::Look::none ? '_' : history::name(one.look).front();
    });
    return text;
}

void live(Fleet& fleet) {
    for (const std::string value : {"good", "bad", "worse"})
        fleet.audit({host("db1", {finding("/z", value), finding("/a", "good")}),
                     host("web1", {finding("/z", "good")})});
    fleet.audit({failed_host("db1"), host("web1", {finding("/z", "unreadable")})});
    fleet.audit({host("db1", {finding("/z", "good"), finding("/a", "bad")})});
    fleet.audit({host("db1", {finding("/z", "good")}), host("web1", {finding("/z", "bad")})});
}

} // namespace

TEST_CASE("the stories of drifts, from when they opened until they were right again") {
    Fleet fleet(GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql));
    live(fleet);
    const std::vector<std::string> all{
        "db1 file:/z | 06:40 opened (host-changed) text good > bad | 07:40 changed text bad > worse"
        " | 09:40 resolved text worse > good",
        "db1 file:/a | 09:40 opened (host-changed) text good > bad | 10:40 resolved (undeclared) text bad > "
        "?",
        "web1 file:/z | 10:40 opened (host-changed) text ? > bad | open",
    };
    CHECK(stories(fleet, {}) == all);
    CHECK(stories(fleet, {.host = "db1"}) == std::vector(all.begin(), all.begin() + 2));
    CHECK(stories(fleet, {.host = "db1", .resource = standard::Identity{"file", "/a"}}) ==
          std::vector{all[1]});
    CHECK(stories(fleet, {.open_only = true}) == std::vector{all[2]});
    CHECK(stories(fleet, {.since = fleet.now}) == std::vector(all.begin() + 1, all.end()));
    CHECK(stories(fleet, {.host = "nobody"}).empty());
}

TEST_CASE(
    "runs that changed a resource are part of its drift's story, and the last of them of the next one's") {
    Fleet fleet(GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql));
    using Deed = history::Deed;
    const auto deed = [&](Deed::Kind kind, const std::string& run, const std::string& outcome) {
        const Deed entry{
            .kind = kind,
            .site = run == "R9" ? "another site" : fleet.site,
            .run = run,
            .plan = "P1",
            .standard = "S1",
            .by = "jane",
            .hosts = {{.host = "db1",
                       .resources = {{"file:/z", outcome, outcome == "refused" ? "it moved" : ""},
                                     {"file:/other", "applied"}}},
                      {.host = "web1", .error = "connect: refused"}},
            .ended = fleet.now + std::chrono::minutes(30)};
        fleet.database.transaction([&] {
            history::append(fleet.database, {std::string(history::name(kind)), entry.ended, std::nullopt,
                                             history::deed_text(entry), ""});
        });
        return entry;
    };
    const auto audit = [&](const std::string& value) { fleet.audit({host("db1", {finding("/z", value)})}); };
    audit("good");
    audit("bad");
    const auto refused = deed(Deed::Kind::enforcement, "R1", "refused");
    const auto applied = deed(Deed::Kind::enforcement, "R2", "applied");
    deed(Deed::Kind::enforcement, "R9", "applied");
    audit("good");
    audit("bad");
    const auto back = deed(Deed::Kind::rollback, "R2", "applied");
    CHECK(
        stories(fleet, {}) ==
        std::vector<std::string>{
            "db1 file:/z | 06:40 opened (host-changed) text good > bad | 07:10 enforced refused R1 of P1 by "
            "jane | 07:10 enforced applied R2 of P1 by jane | 07:40 resolved text bad > good | flaps 2",
            "db1 file:/z | 08:40 opened (host-changed) after applied R2 of P1 by jane text good > bad | "
            "09:10 rolled-back applied R2 of P1 by jane | open | flaps 2"});
    CHECK(history::deeds(fleet.database, fleet.site) == std::vector{refused, applied, back});
    CHECK(applied.counts() == std::map<std::string, std::size_t>{{"applied", 2}});
    fleet.execute("UPDATE ledger SET body = '{}' WHERE seq = 3");
    CHECK_THROWS_WITH(history::deeds(fleet.database, fleet.site),
                      Catch::Contains("ledger entry 3, of kind enforcement"));
}

TEST_CASE("what goes back and forth flaps") {
    Fleet fleet;
    for (const std::string value : {"good", "bad", "good", "unreadable", "bad"})
        fleet.audit({host("db1", {finding("/z", value)})});
    CHECK(
        stories(fleet, {.open_only = true}) ==
        std::vector<std::string>{"db1 file:/z | 09:40 opened (host-changed) text ? > bad | open | flaps 2"});
    fleet.sleep(std::chrono::hours(24 * 15));
    CHECK(stories(fleet, {.open_only = true}) ==
          std::vector<std::string>{"db1 file:/z | 09:40 opened (host-changed) text ? > bad | open"});
}

TEST_CASE("what was agreed on about a drift is part of its story, and its end") {
    Fleet fleet(GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql));
    using drift::Status;
    const auto seen = [](Status status, const std::vector<std::string>& covers, const std::string& why = "") {
        auto one = finding("/z", "bad");
        one.status = status;
        for (const auto& id : covers)
            one.covers.push_back({drift::Cover::Kind::waiver, id, "w.yaml", "jane", "why", {}});
        if (!why.empty())
            one.uncovered = {why};
        return one;
    };
    auto moved = seen(Status::waived, {"INC-7"});
    moved.covers.front().place = "elsewhere.yaml";
    for (const auto& one :
         {finding("/z", "good"), seen(Status::waived, {"INC-7"}), moved, finding("/z", "unreadable"), moved,
          seen(Status::pending, {"CHG-1", "CHG-2"}), seen(Status::drift, {}, "CHG-1 ended"),
          seen(Status::drift, {}, "CHG-1 ended long ago"), seen(Status::waived, {"INC-7"}),
          finding("/z", "good")})
        fleet.audit({host("db1", {one})});
    CHECK(stories(fleet, {}) ==
          std::vector<std::string>{"db1 file:/z | 06:40 opened (host-changed) text good > bad"
                                   " | 06:40 waived INC-7 | 10:40 pending CHG-1 CHG-2"
                                   " | 11:40 uncovered CHG-1 CHG-2 <CHG-1 ended> | 13:40 waived INC-7"
                                   " | 14:40 resolved text bad > good"});
    CHECK(sightings(fleet, {.host = "db1"}) == "iaafaaddai");
    CHECK(sightings(fleet, {}) == "iaafaaddai");
}

TEST_CASE("what audits saw, one by one") {
    Fleet fleet(GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql));
    live(fleet);
    fleet.audit({host("web1", {finding("/t", "good", {"cis"})})}, {"cis"});
    CHECK(sightings(fleet, {}) == "iddfddi"); // of a site, what its runs counted
    CHECK(sightings(fleet, {.host = "db1"}) == "iddfdi_");
    CHECK(sightings(fleet, {.host = "db1", .resource = standard::Identity{"file", "/z"}}) == "iddfii_");
    CHECK(sightings(fleet, {.host = "web1"}) == "iiif_di");
    CHECK(sightings(fleet, {.host = "web1", .resource = standard::Identity{"file", "/z"}}) == "iiif_d_");
    CHECK(sightings(fleet, {.host = "nobody"}).empty());
    fleet.database.snapshot([&] {
        CHECK(history::resources_of(fleet.database, fleet.site, "db1") ==
              std::vector<standard::Identity>{{"file", "/a"}, {"file", "/z"}});
    });
}

TEST_CASE("a story that is damaged names its row") {
    Fleet fleet;
    live(fleet);
    fleet.execute("UPDATE drift_events SET kind = 'danced' WHERE kind = 'changed'");
    std::string message = "no failure";
    try {
        (void)stories(fleet, {});
    } catch (const base::Error& error) {
        message = error.what();
    }
    CHECK_THAT(message, Catch::Contains(" is damaged: the event 'danced' of drift ") &&
                            Catch::Contains(" (file:/z on db1): expected opened, changed or resolved; "));
}

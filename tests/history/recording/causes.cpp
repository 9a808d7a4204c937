#include "history/recording/runs.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using drift::Cause;
using drift::News;
using Kind = history::Address::Kind;
using test::host;
using test::mode_of;
using test::Runs;

namespace {

const base::Instant first{std::chrono::seconds(1'795'179'600)};
base::Instant hour(int number) {
    return first + number * std::chrono::hours(1);
}

} // namespace

TEST_CASE("causes come from what was recorded") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    CHECK(runs.past(mode_of("/a", "0644", "0600")).cause == Cause::first_seen);
    CHECK_FALSE(runs.last.hosts[0].findings[0].past->evidence.window.after);
    // declared since the last audit: the standard moved
    const auto added =
        runs.run({host("web1", {mode_of("/a", "0644", "0644"), mode_of("/b", "0644", "0600")})});
    CHECK(added.hosts[0].findings[1].past->cause == Cause::standard_changed);
    // the standard asks something else, and the host did not follow
    CHECK(runs.past(mode_of("/a", "0640", "0644")).cause == Cause::standard_changed);
    // then the host moves as well
    const auto both = runs.past(mode_of("/a", "0640", "0666"));
    CHECK(both.cause == Cause::both);
    CHECK(both.news == News::changed);
    CHECK(both.first_seen == hour(2));
}

TEST_CASE("a new value in the standard is a change of a drift, though nothing happened on the host") {
    Runs runs(Kind::sqlite);
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    const auto opened = runs.past(mode_of("/a", "0640", "0644"));
    const auto changed = runs.past(mode_of("/a", "0600", "0644"));
    CHECK(changed.news == News::changed);
    CHECK(changed.cause == Cause::standard_changed);
    CHECK(changed.evidence.window.before == opened.evidence.window.before);
}

TEST_CASE("a hidden value is known again by its token, under one key") {
    Runs runs(Kind::sqlite);
    const auto secret = [](const std::string& actual) {
        auto finding = mode_of("/etc/app.secret", "token:1", actual);
        auto desired = std::make_shared<resource::Desired>(*finding.desired);
        desired->sensitive = true;
        finding.desired = desired;
        finding.properties[0].hidden = true;
        finding.observed = {};
        return finding;
    };
    const auto since = [&] { return runs.last.hosts[0].findings[0].properties[0].since; };
    runs.run({host("web1", {secret("token:1")})});
    CHECK(runs.past(secret("token:2")).cause == Cause::host_changed);
    CHECK(since() == resource::Since::unknown);
    CHECK(runs.past(secret("token:2")).news == News::none);
    CHECK(since() == resource::Since::same);
    CHECK(runs.past(secret("token:3")).news == News::changed);
    CHECK(since() == resource::Since::changed);
    const auto other = runs.run({host("web1", {secret("token:9")})}, {.key = "another key"});
    CHECK(other.hosts[0].findings[0].past->cause == Cause::unknown);
    CHECK(since() == resource::Since::unknown);
}

TEST_CASE("what comes and goes is said to flap") {
    Runs runs(Kind::sqlite);
    std::size_t flaps = 0;
    for (int round = 0; round < 4; ++round) {
        runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
        flaps = runs.past(mode_of("/a", "0644", "0600")).flaps;
    }
    CHECK(flaps == 6);
}

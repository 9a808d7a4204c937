#include "history/recorder.hpp"

#include "history/ledger.hpp"
#include "history/recording/runs.hpp"
#include "history/story/acknowledgements.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using drift::Cause;
using drift::News;
using Kind = history::Address::Kind;
using namespace std::chrono_literals;
using test::host;
using test::mode_of;
using test::Runs;
using test::unreachable;
using test::unreadable_mode_of;

namespace {

const base::Instant first{std::chrono::seconds(1'795'179'600)};
base::Instant hour(int number) {
    return first + number * 1h;
}

} // namespace

TEST_CASE("a drift's story from its first audit until it is right again, and its second") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    CHECK_FALSE(runs.news);

    const auto opened = runs.past(mode_of("/a", "0644", "0600"));
    CHECK(opened.drift.size() == 10);
    CHECK(opened.drift.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ") == std::string::npos);
    CHECK(opened.news == News::opened);
    CHECK(runs.news);
    CHECK(opened.cause == Cause::host_changed);
    CHECK(opened.causes == std::vector{Cause::host_changed});
    CHECK(opened.first_seen == hour(1));
    CHECK(opened.audits == 1);
    CHECK(opened.evidence.window.after == hour(0));
    CHECK(opened.evidence.window.before == hour(1));

    const auto same = runs.past(mode_of("/a", "0644", "0600"));
    CHECK(same.drift == opened.drift);
    CHECK(same.news == News::none);
    CHECK_FALSE(runs.news);
    CHECK(same.cause == Cause::host_changed);
    CHECK(same.first_seen == hour(1));
    CHECK_FALSE(same.changed);
    CHECK(same.audits == 2);
    CHECK(same.evidence.window.before == hour(1));

    const auto changed = runs.past(mode_of("/a", "0644", "0666"));
    CHECK(changed.drift == opened.drift);
    CHECK(changed.news == News::changed);
    CHECK(runs.news);
    CHECK(changed.first_seen == hour(1));
    CHECK(changed.changed == hour(3));
    CHECK(changed.audits == 3);
    CHECK(changed.evidence.window.after == hour(2));
    CHECK(changed.evidence.window.before == hour(3));
    CHECK(runs.past(mode_of("/a", "0644", "0666")).changed == hour(3));

    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    CHECK_FALSE(runs.news);
    CHECK(runs.count("drifts WHERE closed = 6") == 1);
    CHECK(runs.count("drift_events WHERE kind = 'resolved' AND run = 6") == 1);
    const auto again = runs.past(mode_of("/a", "0644", "0600"));
    CHECK(again.drift != opened.drift);
    CHECK(again.news == News::opened);
    CHECK(again.evidence.window.after == hour(5));
    CHECK(runs.count("ledger WHERE kind = 'run'") == 7);
    runs.database->snapshot([&] { CHECK(history::head_of(*runs.database) == runs.last.run.ledger_head); });
}

TEST_CASE("a run in which nothing changed writes no row but its own") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    const auto with_hints = GENERATE(true, false);
    const std::vector hosts{host("web1", {mode_of("/a", "0644", "0644"), mode_of("/b", "0644", "0600"),
                                          unreadable_mode_of("/c", "0644")}),
                            unreachable("web2")};
    runs.run(hosts);
    CHECK(runs.news);
    const auto rows = runs.rows();
    const auto blobs = runs.count("blobs");
    for (int round = 1; round < 4; ++round) {
        if (!with_hints)
            runs.hints = {};
        runs.run(hosts);
        CHECK_FALSE(runs.news);
        CHECK(runs.rows() == rows);
        CHECK(runs.count("blobs") == blobs + 2 * round); // of the run itself
    }
    CHECK(runs.count("runs") == 4);
}

TEST_CASE("what hosts share is stored once") {
    Runs runs(Kind::sqlite);
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    const auto blobs = runs.count("blobs");
    runs.run({host("web1", {mode_of("/a", "0644", "0644")}), host("web2", {mode_of("/a", "0644", "0644")})});
    CHECK(runs.count("blobs") == blobs + 3); // the run's two, and the state of a host with another address
    CHECK(runs.count("observations") == 2);
}

TEST_CASE("a drift stays open while its host can't be audited, and its age counts on") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    const auto opened = runs.past(mode_of("/a", "0644", "0600"));
    runs.run({unreachable("web1")});
    CHECK(runs.news);
    runs.run({unreachable("web1")});
    CHECK_FALSE(runs.news);
    runs.run({unreachable("web1", transport::Stage::auth)});
    CHECK(runs.news);
    const auto back = runs.past(mode_of("/a", "0644", "0600"));
    CHECK(back.drift == opened.drift);
    CHECK(back.news == News::none);
    CHECK(back.first_seen == hour(1));
    CHECK(back.audits == 2); // those that saw it
    CHECK_FALSE(runs.news);
}

TEST_CASE("a host that moved while it could not be audited moved since it was last seen right") {
    Runs runs(Kind::sqlite);
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    runs.run({unreachable("web1")});
    runs.run({host("web2", {mode_of("/a", "0644", "0644")})}); // with --limit
    const auto past = runs.past(mode_of("/a", "0644", "0600"));
    CHECK(past.evidence.window.after == hour(1));
    CHECK(past.evidence.window.before == hour(4));
    CHECK(past.cause == Cause::host_changed);
}

TEST_CASE("what was unknown for a while is told by what was known last") {
    Runs runs(Kind::sqlite);
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    runs.run({host("web1", {unreadable_mode_of("/a", "0644")})});
    CHECK(runs.news);
    runs.run({host("web1", {unreadable_mode_of("/a", "0644")})});
    CHECK_FALSE(runs.news);
    const auto past = runs.past(mode_of("/a", "0644", "0600"));
    CHECK(past.cause == Cause::host_changed);
    CHECK(past.evidence.window.after == hour(0));
    // a drift that can't be checked any more is not over
    runs.run({host("web1", {unreadable_mode_of("/a", "0644")})});
    const auto back = runs.past(mode_of("/a", "0644", "0600"));
    CHECK(back.drift == past.drift);
    CHECK(back.audits == 3);
}

TEST_CASE("what is declared no longer closes its row and its drift") {
    Runs runs(Kind::sqlite);
    runs.run({host("web1", {mode_of("/a", "0644", "0644"), mode_of("/b", "0644", "0600")})});
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    CHECK(runs.count("observations WHERE closed = 2") == 1);
    CHECK(runs.count("drifts WHERE closed = 2") == 1);
    CHECK(runs.count("observations WHERE closed IS NULL") == 1);
}

TEST_CASE("a run over some tags touches only what it looked at") {
    Runs runs(Kind::sqlite);
    const Runs::Options tagged{.coverage = history::Coverage::tagged};
    runs.run({host("web1", {mode_of("/a", "0644", "0644"), mode_of("/b", "0644", "0600")})});
    const auto hints = runs.hints.digests;
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})}, tagged);
    CHECK(runs.count("observations WHERE closed IS NOT NULL") == 0);
    CHECK(runs.count("drifts WHERE closed IS NOT NULL") == 0);
    CHECK_FALSE(runs.news);
    const auto seen = runs.run({host("web1", {mode_of("/b", "0644", "0600")})}, tagged);
    CHECK(seen.hosts[0].findings[0].past->audits == 1); // only whole audits count
    runs.run({host("web1", {mode_of("/a", "0644", "0600")})}, tagged);
    CHECK(runs.news);
    runs.run({host("web1", {mode_of("/a", "0644", "0600"), mode_of("/b", "0644", "0600")})});
    CHECK_FALSE(runs.news);
    CHECK(runs.last.hosts[0].findings[0].past->audits == 2);
}

TEST_CASE("sites don't meet") {
    Runs runs(Kind::sqlite);
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    const auto other =
        runs.run({host("web1", {mode_of("/a", "0644", "0600")})}, {.site = "standard /tmp/draft.yaml"});
    CHECK(other.hosts[0].findings[0].past->cause == Cause::first_seen);
    CHECK(runs.past(mode_of("/a", "0644", "0600")).cause == Cause::host_changed);
    CHECK(runs.count("sites") == 2);
}

TEST_CASE("a host that another run recorded meanwhile is left to it") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    const auto right = [](const std::string& name) { return host(name, {mode_of("/a", "0644", "0644")}); };
    const auto wrong = [](const std::string& name) { return host(name, {mode_of("/a", "0644", "0600")}); };
    runs.run({right("web1"), right("web2"), right("web3")});
    auto slow = runs.begin({});
    Runs::look(slow, {wrong("web1"), wrong("web2"), right("web3")});
    runs.run({wrong("web1"), right("web3")});
    slow.recorder->finish(slow.report);
    CHECK(slow.recorder->remarks() ==
          std::vector<std::string>{"web1: another run recorded it meanwhile, so this one did not"});
    CHECK(runs.count("drifts") == 2);
    CHECK(runs.count("observations WHERE closed IS NULL") == 3);
    CHECK(runs.count("ledger") == 3);
    // and what is known cheaply is still right
    const auto next = runs.run({wrong("web1"), wrong("web2"), right("web3")});
    CHECK_FALSE(runs.news);
    CHECK(next.hosts[0].findings[0].past->audits == 2);
}

TEST_CASE("what can't be written leaves a run that began, and the next one is whole") {
    Runs runs(Kind::sqlite);
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    auto failing = runs.begin({});
    Runs::look(failing, {host("web1", {mode_of("/a", "0644", "0600")})});
    runs.database->sql() << "ALTER TABLE drift_events RENAME TO gone";
    CHECK_THROWS_AS(failing.recorder->finish(failing.report), base::Error);
    CHECK(failing.report.run.ledger_head.empty());
    runs.database->sql() << "ALTER TABLE gone RENAME TO drift_events";
    failing.recorder.reset();
    CHECK(runs.count("runs WHERE finished IS NULL") == 1);
    CHECK(runs.count("drifts") == 0);
    CHECK(runs.count("observations") == 1);
    CHECK(runs.past(mode_of("/a", "0644", "0600")).news == News::opened);
}

TEST_CASE("bytes of any kind in names, values and messages are recorded") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    const std::string hostile("a\0\xff\"'\\\n\xe2\x80\xae", 11);
    auto finding = mode_of("/" + hostile, "0644", hostile);
    runs.run({host("web" + hostile, {finding})});
    const auto rows = runs.rows();
    runs.hints = {};
    const auto& again = runs.run({host("web" + hostile, {finding})});
    CHECK(again.hosts[0].findings[0].past->audits == 2);
    CHECK(runs.rows() == rows);
}

TEST_CASE("who took a drift in hand is told with it") {
    Runs runs(Kind::sqlite);
    const auto drift = runs.past(mode_of("/a", "0644", "0600")).drift;
    runs.database->transaction([&] {
        const auto body = history::acknowledgement_text(drift, {"ann", "on it", {}});
        history::append(*runs.database, {"acknowledgement", runs.now, {}, body, ""});
    });
    const auto past = runs.past(mode_of("/a", "0644", "0600"));
    REQUIRE(past.acknowledged);
    CHECK(past.acknowledged->by == "ann");
    CHECK(past.acknowledged->note == "on it");
}

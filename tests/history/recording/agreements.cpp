#include "history/recording/runs.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using approval::Notice;
using approval::SignOff;
using drift::Cause;
using drift::Status;
using Kind = history::Address::Kind;
using test::host;
using test::mode_of;
using test::Runs;
using test::unreadable_mode_of;

namespace {

drift::Finding agreed(Status status, const std::string& actual = "0600") {
    auto finding = mode_of("/a", "0644", actual);
    finding.status = status;
    finding.covers = {{status == Status::waived ? drift::Cover::Kind::waiver : drift::Cover::Kind::change,
                       "INC-7", "waivers/a.yaml:4", "jane", "vendor",
                       base::Instant(std::chrono::seconds(1'800'000'000))}};
    return finding;
}

drift::Finding no_longer_agreed(const std::string& actual = "0600", const std::string& title = "/a") {
    auto finding = mode_of(title, "0644", actual);
    finding.uncovered = {"waiver INC-7 (waivers/a.yaml:4) ended on 2026-11-21"};
    return finding;
}

/// A run in which all that is asked about the process is told.
bool has_news(Runs& runs, const SignOff& signoff, const std::vector<Notice>& notices, bool partial = false) {
    auto begun = runs.begin({});
    Runs::look(begun, {host("web1", {mode_of("/a", "0644", "0644")})});
    begun.report.run.signoff = signoff;
    begun.report.run.notices = notices;
    begun.report.run.partial = partial;
    begun.recorder->finish(begun.report);
    return begun.recorder->has_news();
}

} // namespace

TEST_CASE("a drift that is agreed on stays open, with its cause and its age, until the host is right again") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    const auto status = GENERATE(Status::waived, Status::pending);
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    const auto opened = runs.past(mode_of("/a", "0644", "0600"));
    for (const auto& finding : {agreed(status), agreed(status), no_longer_agreed()}) {
        const auto past = runs.past(finding);
        CHECK(past.drift == opened.drift);
        CHECK(past.news == drift::News::none);
        CHECK(past.cause == Cause::host_changed);
        CHECK(past.first_seen == opened.first_seen);
        CHECK_FALSE(past.changed);
        CHECK(past.flaps == 0);
    }
    CHECK(runs.last.hosts.front().findings.front().past->audits == 4);
    CHECK(runs.count("drift_events") == 1);
    CHECK(runs.count("drifts WHERE closed IS NULL") == 1);
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    CHECK(runs.count("drift_events WHERE kind = 'resolved'") == 1);
    CHECK(runs.count("drifts WHERE closed IS NULL") == 0);
}

TEST_CASE("the same state under the same agreements adds no rows") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    runs.run({host("web1", {agreed(Status::waived), no_longer_agreed("0666", "/b")})});
    const auto before = runs.rows();
    const auto blobs = runs.count("blobs");
    runs.run({host("web1", {agreed(Status::waived), no_longer_agreed("0666", "/b")})});
    CHECK(runs.rows() == before);
    CHECK(runs.count("blobs") == blobs + 2); // the run's record and its scope
    runs.hints = {};
    runs.run({host("web1", {agreed(Status::waived), no_longer_agreed("0666", "/b")})});
    CHECK(runs.rows() == before);
}

TEST_CASE("what was agreed on is no news; that it is no longer agreed on is") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    const auto news = [&](const drift::Finding& finding) {
        runs.run({host("web1", {finding})});
        return runs.news;
    };
    CHECK_FALSE(news(mode_of("/a", "0644", "0644")));
    CHECK_FALSE(news(agreed(Status::waived)));
    CHECK(runs.count("drift_events WHERE kind = 'opened'") == 1);
    CHECK_FALSE(news(agreed(Status::waived, "0640"))); // accepted in both states
    CHECK(runs.count("drift_events WHERE kind = 'changed'") == 1);
    CHECK_FALSE(news(agreed(Status::pending, "0640")));
    CHECK(news(no_longer_agreed("0640"))); // its end
    CHECK_FALSE(news(no_longer_agreed("0640")));
    CHECK_FALSE(news(agreed(Status::waived, "0640")));
    CHECK(news(no_longer_agreed("0666"))); // void: it mutated
    CHECK_FALSE(news(agreed(Status::waived, "0666")));
    CHECK(news(unreadable_mode_of("/a", "0644")));
    CHECK(news(no_longer_agreed("0666"))); // ended while nobody could look
    CHECK_FALSE(news(no_longer_agreed("0666")));
}

TEST_CASE("a sign-off that is wanting is news once, and again for other reasons") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    const SignOff valid{SignOff::Status::valid, {"jane", "joe"}, 2, 12, {}};
    const SignOff missing{SignOff::Status::missing, {"jane"}, 2, 12, {"1 of 2 signatures"}};
    const SignOff tampered{SignOff::Status::invalid, {}, 2, 12, {"files/motd was edited"}};
    CHECK_FALSE(has_news(runs, valid, {}));
    CHECK(has_news(runs, missing, {}));
    CHECK_FALSE(has_news(runs, missing, {}));
    CHECK(has_news(runs, tampered, {}));
    CHECK_FALSE(has_news(runs, tampered, {}));
    CHECK_FALSE(has_news(runs, valid, {}));
    CHECK(has_news(runs, missing, {}));
    Runs fresh(Kind::sqlite);
    CHECK(has_news(fresh, missing, {}));
}

TEST_CASE("an agreement that ended, is void or is not signed is news once") {
    using State = Notice::State;
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    const auto notice = [](State state, const std::string& id = "INC-7") {
        return Notice{"waiver " + id, state, "waivers/a.yaml:4", 1, "words"};
    };
    for (const auto state : {State::used, State::unused, State::ends_soon, State::not_begun})
        CHECK_FALSE(has_news(runs, {}, {notice(state)}));
    for (const auto state : {State::ended, State::void_, State::not_signed}) {
        CHECK(has_news(runs, {}, {notice(state)}));
        CHECK_FALSE(has_news(runs, {}, {notice(state)}));
    }
    CHECK(has_news(runs, {}, {notice(State::not_signed), notice(State::not_signed, "INC-8")}));
    CHECK_FALSE(has_news(runs, {}, {}, true)); // what only some hosts tell
    CHECK_FALSE(has_news(runs, {}, {notice(State::not_signed)}));
    CHECK_FALSE(has_news(runs, {}, {}));
    CHECK(has_news(runs, {}, {notice(State::not_signed)}));
}

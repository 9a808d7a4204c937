#include "history/story/acknowledge.hpp"

#include "history/ledger.hpp"
#include "history/ledger/sample.hpp"
#include "history/store/sql.hpp"
#include "history/story/acknowledgements.hpp"
#include "support/history_store.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using history::Address;
using test::HistoryStore;
using test::SampleHistory;

namespace {

const std::string site = "site /etc/plumbline";
const auto now = SampleHistory::time_of(5);
const drift::Acknowledgement jane{"jane", "a new certificate is on its way", std::nullopt};

/// Two drifts that are open, and one that was resolved by run 2.
void add_drifts(history::Database& database) {
    SampleHistory sample(database, 1);
    sample.begin_run();
    sample.begin_run();
    sample.add_names();
    database.sql() << "INSERT INTO drifts (id, host, resource, opened, closed) VALUES "
                      "('d7a01', 1, 1, 1, NULL), ('d7a02', 2, 1, 1, NULL), ('d9b03', 1, 2, 1, 2)";
}

} // namespace

TEST_CASE("an open drift is taken in hand by the beginning of its name, and the last word holds") {
    const auto kind = GENERATE(as<Address::Kind>(), Address::Kind::sqlite, Address::Kind::postgresql);
    const HistoryStore store(kind);
    auto database = store.open();
    add_drifts(database);
    const auto first = history::acknowledge(database, site, "d7a02", jane, now);
    CHECK(first.drift == "d7a02");
    CHECK(first.host == "web2");
    CHECK(first.resource == "file:/etc/f1");
    CHECK(history::head_of(database) == first.head);
    const auto second =
        history::acknowledge(database, site, "d7a02", {"joe", "mine now", now + std::chrono::hours(1)}, now);
    CHECK(history::head_of(database) == second.head);
    const auto all = history::acknowledgements(database);
    REQUIRE(all.size() == 2);
    CHECK(all.back().drift == "d7a02");
    CHECK(all.back().acknowledgement.by == "joe");
    CHECK(all.back().acknowledgement.note == "mine now");
    CHECK(all.back().acknowledgement.until == now + std::chrono::hours(1));
}

TEST_CASE("what can't be taken in hand is refused with what there is") {
    const HistoryStore store(Address::Kind::sqlite);
    auto database = store.open();
    add_drifts(database);
    const auto cases = std::vector<std::pair<std::string, std::string>>{
        {"d7", "'d7' begins more than one drift: d7a01 (file:/etc/f1 on web1), d7a02 (file:/etc/f1 on web2); "
               "write more of the name"},
        {"d9b", "drift d9b03 (file:/etc/f2 on web1) is resolved since run 01JD0000000000000000000002: "
                "nothing of it is open any more"},
        {"x", "there is no drift 'x' of site /etc/plumbline; open are d7a01 (file:/etc/f1 on web1), d7a02 "
              "(file:/etc/f1 on web2)"},
        {"", "there is no drift '' of site /etc/plumbline; open are d7a01 (file:/etc/f1 on web1), d7a02 "
             "(file:/etc/f1 on web2)"},
    };
    for (const auto& [drift, message] : cases)
        CHECK_THROWS_WITH(history::acknowledge(database, site, drift, jane, now), message);
    CHECK_THROWS_WITH(history::acknowledge(database, "site /other", "d7a01", jane, now),
                      "there is no drift 'd7a01' of site /other; no drift is open");
    CHECK(history::head_of(database).empty());
}

TEST_CASE("until is a day, a time or a duration, and lies ahead") {
    const auto text = [](const std::string& until) {
        return base::to_rfc3339(history::parse_until(until, now));
    };
    CHECK(base::to_rfc3339(now) == "2025-11-20T20:00:00Z");
    CHECK(text("3d") == "2025-11-23T20:00:00Z");
    CHECK(text("2025-12-01") == "2025-12-01T00:00:00Z");
    CHECK(text("2025-12-01T08:30:00Z") == "2025-12-01T08:30:00Z");
    CHECK(text("2025-12-01T08:30:00.5+02:00") == "2025-12-01T06:30:00Z");
    CHECK(text("2025-12-01T23:30:00-01:30") == "2025-12-02T01:00:00Z");
    for (const std::string wrong : {"", "tomorrow", "2025-13-01", "2025-02-30", "2025-12-01T25:00:00Z",
                                    "2025-12-01T08:30", "2025-12-01T08:30:00"})
        CHECK_THROWS_WITH(text(wrong), "--until takes a day (2026-12-01), a time (2026-12-01T08:00:00Z) or a "
                                       "duration from now (3d), and found '" +
                                           wrong + "'");
    CHECK_THROWS_WITH(text("2025-11-20"),
                      "--until must lie in the future, found '2025-11-20': it is 2025-11-20T20:00:00Z");
    CHECK_THROWS_WITH(text("0s"), "--until must lie in the future, found '0s': it is 2025-11-20T20:00:00Z");
}

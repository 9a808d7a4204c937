#include "history/upkeep/prune.hpp"

#include "history/ledger.hpp"
#include "history/ledger/sample.hpp"
#include "history/store/sql.hpp"
#include "support/history_store.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace plumbline;
using history::Address;
using history::Database;
using test::HistoryStore;
using test::SampleHistory;
using Kind = Address::Kind;

namespace {

constexpr base::Milliseconds day{86'400'000};
constexpr int runs_a_day = 24;

std::string said(Database& database, const std::optional<std::string>& head = {}) {
    std::string text;
    for (const auto& [where, expected, found] : history::verify(database, head).discrepancies)
        text += fmt::format("{}: expected {}, found {}\n", where, expected, found);
    return text;
}

std::int64_t count(Database& database, const std::string& query) {
    long long rows = 0;
    database.sql() << "SELECT count(*) FROM " + query, soci::into(rows);
    return rows;
}

/// Three days of hourly runs.
std::string fill(SampleHistory& sample) {
    std::string head;
    for (int run = 0; run < 3 * runs_a_day; ++run)
        head = sample.record_run();
    return head;
}

} // namespace

TEST_CASE("what was closed long ago goes, and what stays can still be verified") {
    const auto kind = GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql);
    const HistoryStore store(kind);
    auto database = store.open();
    SampleHistory sample(database, 11);
    const auto before = fill(sample);
    const auto open = count(database, "observations WHERE closed IS NULL OR closed > 47");
    const auto now = SampleHistory::time_of(3 * runs_a_day);

    const auto pruned = history::prune(database, day, now);
    CHECK(pruned.through == 47);
    CHECK(history::head_of(database) == pruned.head);
    CHECK(count(database, "observations") == open);
    CHECK(count(database, "drifts WHERE closed <= 47") == 0);
    CHECK(count(database, "runs") == 72);
    CHECK(count(database, "runs WHERE record IS NOT NULL") == 25);
    CHECK(said(database, before).empty());

    static_cast<void>(sample.acknowledge());
    CHECK(said(database, before).empty());
    CHECK(history::prune(database, day, now + day / 2).through == 0);
    CHECK(history::prune(database, day, now + day).through == 71);
    CHECK(said(database, before).empty());
}

TEST_CASE("pruning takes a bounded number of rows, and the rest another day") {
    const HistoryStore store(Kind::sqlite);
    auto database = store.open();
    SampleHistory sample(database, 12);
    static_cast<void>(fill(sample));
    const auto now = SampleHistory::time_of(3 * runs_a_day);
    const auto first = history::prune(database, day, now, 30).through;
    CHECK(first > 0);
    CHECK(first < 47);
    CHECK(said(database).empty());
    CHECK(history::prune(database, day, now + day, 1000).through == 71);
    CHECK(said(database).empty());
}

TEST_CASE("a run that may still go on is not pruned over") {
    const HistoryStore store(Kind::sqlite);
    auto database = store.open();
    SampleHistory sample(database, 13);
    static_cast<void>(sample.record_run());
    CHECK(history::prune(database, base::Milliseconds(1), SampleHistory::time_of(1) + day / 2).through == 0);
    CHECK(history::head_of(database) == history::verify(database, std::nullopt).head);
}

TEST_CASE("edits of what pruning left are found and named") {
    const auto edit = [](const std::string& statement) {
        const HistoryStore store(Kind::sqlite);
        auto database = store.open();
        SampleHistory sample(database, 14);
        static_cast<void>(fill(sample));
        const auto through = history::prune(database, day, SampleHistory::time_of(3 * runs_a_day)).through;
        REQUIRE(through == 47);
        database.sql() << statement;
        const auto all = said(database);
        return all.substr(0, all.find('\n'));
    };
    const std::string some = "(SELECT min(opened * 1000 + host * 10 + resource) FROM observations)";
    CHECK_THAT(
        edit("UPDATE observations SET seen = declared WHERE opened * 1000 + host * 10 + resource = " + some),
        Catch::StartsWith("observation of file:/etc/f") &&
            Catch::EndsWith(": expected what pruning left of the run, found a row that was edited or "
                            "added"));
    CHECK_THAT(edit("DELETE FROM observations WHERE closed IS NULL AND opened <= 47"),
               Catch::StartsWith("rows that pruning left of the runs up to 47: expected sha256:"));
    CHECK_THAT(edit("UPDATE runs SET started = 5 WHERE seq = 3"),
               Catch::StartsWith("run 3 (01JD0000000000000000000003): expected what pruning left"));
    CHECK_THAT(edit("UPDATE runs SET finished = 5 WHERE seq = 3"),
               Catch::StartsWith("rows that pruning left of the runs up to 47: expected sha256:"));
}

#include "history/upkeep/prune.hpp"

#include "history/ledger.hpp"
#include "history/ledger/checkpoint.hpp"
#include "history/ledger/columns.hpp"
#include "history/ledger/rows.hpp"

#include "history/store/sql.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::history {
namespace {

constexpr base::Milliseconds day{86'400'000};

bool is_due(Database& database, base::Instant now) {
    Query newest(database, "SELECT max(at) FROM ledger WHERE kind = 'prune'", 1);
    const auto row = newest.first();
    const auto at = row ? number_in(row->front()) : std::nullopt;
    return !at || from_stored(*at) + day <= now;
}

/// The last run that is old enough. One that may still be running is not: what it will record is not there.
std::int64_t last_old_run(Database& database, base::Instant before) {
    const auto cutoff = static_cast<long long>(to_stored(before));
    long long first_kept = 0;
    database.sql() << "SELECT coalesce(min(seq), 2147483647) FROM runs "
                      "WHERE started >= :cutoff",
        soci::use(cutoff), soci::into(first_kept);
    long long last_finished = 0;
    database.sql() << "SELECT coalesce(max(seq), 0) FROM runs WHERE finished IS NOT NULL",
        soci::into(last_finished);
    return std::min(first_kept, last_finished) - 1;
}

/// As far as `most` rows go, and one run at least.
std::int64_t bounded(Database& database, std::int64_t after, std::int64_t last, std::size_t most) {
    Query closed(database,
                 "SELECT run, sum(closed_rows) FROM ("
                 "SELECT closed AS run, count(*) AS closed_rows FROM observations WHERE closed > :after AND "
                 "closed <= :last GROUP BY closed UNION ALL "
                 "SELECT closed, count(*) FROM host_states WHERE closed > :after AND closed <= :last GROUP "
                 "BY closed UNION ALL "
                 "SELECT closed, count(*) FROM drifts WHERE closed > :after AND closed <= :last GROUP BY "
                 "closed) AS counts GROUP BY run ORDER BY run",
                 2);
    std::size_t rows = 0;
    auto through = last;
    closed.run(after, last, [&](const Columns& row) {
        const auto run = number_in(row[0]).value_or(0);
        const bool is_first = rows == 0;
        rows += static_cast<std::size_t>(number_in(row[1]).value_or(0));
        if (rows > most && !is_first)
            through = std::min(through, run - 1);
    });
    return through;
}

void remove_rows(Database& database, std::int64_t through) {
    auto& sql = database.sql();
    const auto last = static_cast<long long>(through);
    for (const auto* statement :
         {"DELETE FROM drift_events WHERE drift IN (SELECT id FROM drifts WHERE closed <= :last)",
          "DELETE FROM drifts WHERE closed <= :last", "DELETE FROM observations WHERE closed <= :last",
          "DELETE FROM host_states WHERE closed <= :last",
          "UPDATE runs SET record = NULL, scope = NULL WHERE seq <= :last AND record IS NOT NULL"})
        sql << statement, soci::use(last);
}

/// What nothing refers to any more.
void remove_unused(Database& database) {
    auto& sql = database.sql();
    sql << "DELETE FROM blobs WHERE id IN (SELECT id FROM blobs EXCEPT SELECT used FROM ("
           "SELECT record AS used FROM runs UNION ALL SELECT scope FROM runs UNION ALL SELECT state FROM "
           "host_states UNION ALL SELECT declared FROM observations UNION ALL SELECT seen FROM observations "
           "UNION ALL SELECT body FROM drift_events) AS uses)";
    sql << "DELETE FROM hosts WHERE id IN (SELECT id FROM hosts EXCEPT SELECT used FROM (SELECT host AS used "
           "FROM host_states UNION ALL SELECT host FROM observations UNION ALL SELECT host FROM drifts) AS "
           "uses)";
    sql << "DELETE FROM resources WHERE id IN (SELECT id FROM resources EXCEPT SELECT used FROM (SELECT "
           "resource AS used FROM observations UNION ALL SELECT resource FROM drifts) AS uses)";
}

} // namespace

Pruned prune(Database& database, base::Milliseconds keep, base::Instant now, std::size_t most) {
    Pruned pruned;
    database.transaction([&] {
        if (!is_due(database, now))
            return;
        const auto before = newest_checkpoint(database).through;
        const auto last = last_old_run(database, now - std::max(keep, day));
        if (last <= before)
            return;
        pruned.through = bounded(database, before, last, most);
        remove_rows(database, pruned.through);
        remove_unused(database);
        RowSource source(database);
        pruned.head = append(database, {"prune", now, std::nullopt, prune_body(pruned.through),
                                        digest_of_remains(source, pruned.through)});
    });
    return pruned;
}

} // namespace plumbline::history

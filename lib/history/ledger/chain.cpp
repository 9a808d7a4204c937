#include "history/ledger/chain.hpp"

#include "base/digest.hpp"
#include "history/ledger.hpp"
#include "history/ledger/rows.hpp"

#include "history/store/sql.hpp"

namespace plumbline::history {
namespace {

constexpr std::size_t bound_columns = 7; // all before `digest`

struct Newest {
    std::int64_t seq = 0;
    std::string digest;
};

Newest newest_of(Database& database) {
    Newest newest;
    database.sql() << "SELECT seq, digest FROM ledger ORDER BY seq DESC LIMIT 1", soci::into(newest.seq),
        soci::into(newest.digest);
    return newest;
}

Columns columns_of(const LedgerEntry& entry, const Newest& before, const std::string& previous) {
    return {std::to_string(before.seq + 1),
            entry.kind,
            std::to_string(to_stored(entry.at)),
            entry.run ? std::optional(std::to_string(*entry.run)) : std::nullopt,
            entry.body,
            entry.rows,
            previous};
}

/// The runs whose beginning no entry has bound yet begin after this one.
std::int64_t last_bound_run(Database& database) {
    std::int64_t run = 0;
    database.sql() << "SELECT coalesce(max(run), 0) FROM ledger", soci::into(run);
    return run;
}

} // namespace

StoredEntry read_entry(const Columns& row) {
    const auto text = [&](std::size_t column) { return row[column].value_or(""); };
    const Columns bound(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(bound_columns));
    return {number_in(row[0]), number_in(row[3]), text(1), text(2), text(4),
            text(5),           text(6),           text(7), row[8],  base::sha256(canonical(bound))};
}

std::string origin_of(Database& database) {
    Query store(database, "SELECT value FROM meta WHERE name = 'store'", 1);
    const auto name = store.first();
    return base::sha256(canonical({"plumbline.history", name ? name->front() : std::nullopt}));
}

std::string digest_of_rows(Database& database, std::int64_t run) {
    RowSource source(database);
    return to_text(digest_rows(source, {last_bound_run(database), run - 1, run}));
}

std::string append(Database& database, const LedgerEntry& entry) {
    const auto before = newest_of(database);
    const auto previous = before.seq == 0 ? origin_of(database) : before.digest;
    const auto digest = base::sha256(canonical(columns_of(entry, before, previous)));
    const auto seq = before.seq + 1;
    const auto at = to_stored(entry.at);
    const auto run = entry.run.value_or(0);
    auto has_run = entry.run ? soci::i_ok : soci::i_null;
    database.sql() << "INSERT INTO ledger (seq, kind, at, run, body, rows, previous, digest) VALUES (:seq, "
                      ":kind, :at, :run, :body, :rows, :previous, :digest)",
        soci::use(seq), soci::use(entry.kind), soci::use(at), soci::use(run, has_run), soci::use(entry.body),
        soci::use(entry.rows), soci::use(previous), soci::use(digest);
    return digest;
}

std::string head_of(Database& database) {
    return newest_of(database).digest;
}

} // namespace plumbline::history

#include "history/story/mean_times.hpp"

#include "history/reading/blobs.hpp"
#include "history/texts/json_bytes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace plumbline::history {
namespace {

constexpr std::chrono::days as_long{30};

/// A drift in one of the states that its resource was in meanwhile.
struct Row {
    std::string drift;
    long long opened = 0;
    long long opened_at = 0;
    long long closed = 0;
    soci::indicator is_closed = soci::i_null;
    long long closed_at = 0;
    soci::indicator is_closed_at = soci::i_null;
    long long body = 0; ///< of the event that opened it
    long long seen = 0;
};

/// When the host moved; nothing where it was not the host, or where that can't be told.
std::optional<base::Instant> moved_at(const drift::Past& past, base::Instant first_seen) {
    if (past.cause != drift::Cause::host_changed)
        return std::nullopt;
    const auto& window = past.evidence.window;
    if (!window.narrowed_by.empty())
        return std::min(window.before, first_seen);
    if (!window.after)
        return std::nullopt;
    return *window.after + (std::min(window.before, first_seen) - *window.after) / 2;
}

class Sum {
public:
    void add(base::Instant from, base::Instant until) {
        total_ +=
            std::max(std::chrono::duration_cast<base::Milliseconds>(until - from), base::Milliseconds(0));
        ++drifts_;
    }
    [[nodiscard]] report::MeanTime mean() const {
        return drifts_ == 0
                   ? report::MeanTime{}
                   : report::MeanTime{total_ / static_cast<base::Milliseconds::rep>(drifts_), drifts_};
    }

private:
    base::Milliseconds total_{};
    std::size_t drifts_ = 0;
};

/// Reads what is told of drifts; what many share is understood once.
class Times {
public:
    Times(Database& database, std::int64_t first, std::int64_t last)
        : database_(database), blobs_(database), first_(first), last_(last) {}

    void add(const Row& row) {
        if (row.drift == counted_ || !is_open(row.seen))
            return;
        counted_ = row.drift;
        const auto first_seen = from_stored(row.opened_at);
        if (row.opened >= first_)
            if (const auto moved = moved_at(past(row), first_seen))
                detect_.add(*moved, first_seen);
        if (row.is_closed_at == soci::i_ok && row.closed >= first_ && row.closed <= last_)
            mend_.add(first_seen, from_stored(row.closed_at));
    }
    [[nodiscard]] report::MeanTimes means() const { return {detect_.mean(), mend_.mean()}; }

private:
    /// Whether it stood open, and was not agreed on, in that state.
    bool is_open(std::int64_t seen) {
        const auto [at, is_new] = open_.try_emplace(seen, false);
        if (is_new)
            at->second = understood(
                database_, [&] { return fmt::format("the finding of blob {}", seen); },
                [&] { return read_seen(blobs_.content(seen), nullptr).status == drift::Status::drift; });
        return at->second;
    }
    drift::Past past(const Row& row) {
        return understood(
            database_, [&] { return fmt::format("the event that opened drift {}", row.drift); },
            [&] { return read_stored_case(blobs_.content(row.body)).past; });
    }

    Database& database_;
    Blobs blobs_;
    std::int64_t first_;
    std::int64_t last_;
    std::map<std::int64_t, bool> open_;
    std::string counted_; ///< rows of one drift follow each other
    Sum detect_;
    Sum mend_;
};

/// The first run of those days; after all of them where there is none.
std::int64_t first_run(Database& database, const std::string& site, const RunSummary& run) {
    const auto stored = encode_text(site);
    const auto since = static_cast<long long>(to_stored(run.started - as_long));
    long long first = 0;
    soci::indicator found = soci::i_null;
    database.sql() << "SELECT min(seq) FROM runs WHERE site = (SELECT id FROM sites WHERE name = :site)"
                      " AND started >= :since",
        soci::use(stored), soci::use(since), soci::into(first, found);
    return found == soci::i_ok ? first : run.seq + 1;
}

std::vector<Row> rows_of(Database& database, const std::string& site, std::int64_t since,
                         std::int64_t until) {
    const auto stored = encode_text(site);
    const auto first = static_cast<long long>(since);
    const auto last = static_cast<long long>(until);
    Row row;
    // each half has an index of its own (drifts_opened, drifts_closed); SQLite joins in the order of CROSS
    // JOIN, so that it reads the observations of these drifts alone
    soci::statement select =
        (database.sql().prepare
             << "SELECT d.id, d.opened, o.started, d.closed, c.started, e.body, s.seen"
                " FROM (SELECT * FROM drifts WHERE opened BETWEEN :first AND :last UNION"
                " SELECT * FROM drifts WHERE closed BETWEEN :again AND :same) d"
                " CROSS JOIN hosts h CROSS JOIN runs o CROSS JOIN drift_events e CROSS JOIN observations s"
                " LEFT JOIN runs c ON c.seq = d.closed"
                " WHERE h.id = d.host AND h.site = (SELECT id FROM sites WHERE name = :site)"
                " AND o.seq = d.opened AND e.drift = d.id AND e.run = d.opened"
                " AND s.host = d.host AND s.resource = d.resource AND s.opened <= :until"
                " AND (s.closed IS NULL OR s.closed > d.opened)"
                " AND (d.closed IS NULL OR s.opened < d.closed) ORDER BY d.id, s.opened",
         soci::use(first), soci::use(last), soci::use(first), soci::use(last), soci::use(stored),
         soci::use(last), soci::into(row.drift), soci::into(row.opened), soci::into(row.opened_at),
         soci::into(row.closed, row.is_closed), soci::into(row.closed_at, row.is_closed_at),
         soci::into(row.body), soci::into(row.seen));
    select.execute();
    std::vector<Row> rows;
    while (select.fetch())
        rows.push_back(row);
    return rows;
}

} // namespace

report::MeanTimes mean_times_until(Database& database, const std::string& site, const RunSummary& run) {
    const auto first = first_run(database, site, run);
    Times times(database, first, run.seq);
    for (const auto& row : rows_of(database, site, first, run.seq))
        times.add(row);
    return times.means();
}

} // namespace plumbline::history

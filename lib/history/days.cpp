#include "history/days.hpp"

#include "history/reading/understood.hpp"
#include "history/texts/json_bytes.hpp"
#include "history/texts/run_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::history {
namespace {

using std::chrono::days;

/// So many days stand in a picture.
constexpr std::size_t most_days = 30;

base::Instant day_of(base::Instant when) {
    return std::chrono::floor<days>(when);
}

/// The first run of those that began on that day or later.
template <typename Runs>
auto first_since(Runs& runs, base::Instant day) {
    return std::ranges::lower_bound(runs, day, {}, &RunTime::started);
}

/// Whether a drift was open after that run.
bool is_open(const DriftSpan& drift, std::int64_t run) {
    return drift.opened <= run && (!drift.closed || *drift.closed > run);
}

/// Some run began on that day or before it.
report::Day day_from(base::Instant begin, const std::vector<RunTime>& runs,
                     const std::vector<DriftSpan>& drifts) {
    const auto first = first_since(runs, begin);
    const auto end = first_since(runs, begin + days(1));
    const auto last = std::prev(end)->seq;
    const auto falls_into = [&](std::int64_t run) {
        return first != end && run >= first->seq && run <= last;
    };
    report::Day day{begin, first != end};
    for (auto run = first; run != end; ++run)
        day.failed = std::max(day.failed, run->failed);
    for (const auto& drift : drifts) {
        day.opened += falls_into(drift.opened) ? 1 : 0;
        day.resolved += drift.closed && falls_into(*drift.closed) ? 1 : 0;
        day.open += is_open(drift, last) ? 1 : 0;
    }
    return day;
}

std::vector<RunTime> runs_of(Database& database, const std::string& site, std::int64_t last) {
    const auto stored = encode_text(site);
    const auto until = static_cast<long long>(last);
    long long seq = 0;
    long long started = 0;
    soci::statement select =
        (database.sql().prepare << "SELECT seq, started FROM runs"
                                   " WHERE site = (SELECT id FROM sites WHERE name = :site)"
                                   " AND finished IS NOT NULL AND seq <= :last ORDER BY started",
         soci::use(stored), soci::use(until), soci::into(seq), soci::into(started));
    select.execute();
    std::vector<RunTime> runs;
    while (select.fetch())
        runs.push_back({seq, from_stored(started)});
    return runs;
}

/// Fills in what only the runs' records tell; of one that was pruned they tell nothing.
void add_failed(Database& database, std::vector<RunTime>& runs, base::Instant since) {
    for (auto run = first_since(runs, since); run != runs.end(); ++run) {
        const auto seq = static_cast<long long>(run->seq);
        std::string id;
        std::string record;
        database.sql()
            << "SELECT r.id, b.content FROM runs r JOIN blobs b ON b.id = r.record WHERE r.seq = :seq",
            soci::use(seq), soci::into(id), soci::into(record);
        if (database.sql().got_data())
            understood(
                database, [&] { return fmt::format("the record of run {}", id); },
                [&] { run->failed = read_record(record).hosts.failed; });
    }
}

/// Those that were open at or after run `first`, as of run `last`.
std::vector<DriftSpan> drifts_of(Database& database, const std::string& site, std::int64_t first,
                                 std::int64_t last) {
    const auto stored = encode_text(site);
    const auto since = static_cast<long long>(first);
    const auto until = static_cast<long long>(last);
    long long opened = 0;
    long long closed = 0;
    soci::indicator is_closed = soci::i_null;
    soci::statement select =
        (database.sql().prepare << "SELECT d.opened, d.closed FROM drifts d JOIN hosts h ON h.id = d.host"
                                   " WHERE h.site = (SELECT id FROM sites WHERE name = :site)"
                                   " AND d.opened <= :last AND (d.closed IS NULL OR d.closed >= :first)",
         soci::use(stored), soci::use(until), soci::use(since), soci::into(opened),
         soci::into(closed, is_closed));
    select.execute();
    std::vector<DriftSpan> drifts;
    while (select.fetch())
        drifts.push_back(
            {opened, is_closed == soci::i_ok ? std::optional<std::int64_t>(closed) : std::nullopt});
    return drifts;
}

/// The day on which what is told of these runs begins.
base::Instant first_day(const std::vector<RunTime>& runs, std::size_t most) {
    return std::max(day_of(runs.front().started), day_of(runs.back().started) - days(most - 1));
}

} // namespace

report::Days count_days(const std::vector<RunTime>& runs, const std::vector<DriftSpan>& drifts,
                        std::size_t most) {
    if (runs.empty())
        return {};
    const auto last = day_of(runs.back().started);
    report::Days all;
    for (auto day = first_day(runs, most); day <= last; day += days(1))
        all.push_back(day_from(day, runs, drifts));
    return all;
}

report::Days days_until(Database& database, const std::string& site, const RunSummary& run) {
    auto runs = runs_of(database, site, run.seq);
    if (runs.empty())
        return {};
    const auto begin = first_day(runs, most_days);
    add_failed(database, runs, begin);
    const auto first = first_since(runs, begin)->seq;
    return count_days(runs, drifts_of(database, site, first, run.seq), most_days);
}

} // namespace plumbline::history

#include "history/reading/pasts.hpp"

#include "base/error.hpp"
#include "history/texts/record_text.hpp"

#include <vector>

namespace plumbline::history {

Pasts::Pasts(Database& database, Blobs& blobs, std::int64_t run)
    : database_(database), blobs_(blobs), run_(run),
      select_((database.sql().prepare
                   << "SELECT d.id, d.resource, o.started, e.run, r.started, e.kind, e.body FROM drifts d"
                      " JOIN runs o ON o.seq = d.opened JOIN drift_events e ON e.drift = d.id"
                      " JOIN runs r ON r.seq = e.run WHERE d.host = :host AND d.opened <= :run"
                      " AND (d.closed IS NULL OR d.closed > :same) AND e.run <= :again"
                      " ORDER BY d.id, e.run",
               soci::use(host_), soci::use(run_), soci::use(run_), soci::use(run_), soci::into(row_.drift),
               soci::into(row_.resource), soci::into(row_.opened_at), soci::into(row_.run),
               soci::into(row_.at), soci::into(row_.kind), soci::into(row_.body))) {
    for (auto& one : acknowledgements(database, run))
        acknowledged_[one.drift] = std::move(one.acknowledgement);
}

/// Each event adds to what the one before it told.
void Pasts::take(const Row& row, std::size_t audits, drift::Past& past) {
    auto stored = read_stored_case(blobs_.content(row.body));
    const bool opened = row.kind == "opened";
    const bool is_new = row.run == run_;
    auto& told = stored.past;
    told.drift = row.drift;
    told.first_seen = from_stored(row.opened_at);
    told.changed = opened ? past.changed : std::optional(from_stored(row.at));
    told.news = !is_new ? drift::News::none : opened ? drift::News::opened : drift::News::changed;
    told.audits = audits < stored.audits_until ? 1 : audits - stored.audits_until + 1;
    past = std::move(told);
}

std::map<std::int64_t, drift::Past> Pasts::of_host(std::int64_t host, const std::string& name,
                                                   std::size_t audits) {
    host_ = host;
    std::vector<Row> rows;
    select_.execute();
    while (select_.fetch())
        rows.push_back(row_);
    std::map<std::int64_t, drift::Past> all;
    for (const auto& row : rows) {
        auto& past = all[row.resource];
        understood(
            database_,
            [&] {
                return fmt::format("the event '{}' of drift {} on {}, by run number {}", row.kind, row.drift,
                                   name, row.run);
            },
            [&] { take(row, audits, past); });
        if (const auto known = acknowledged_.find(row.drift); known != acknowledged_.end())
            past.acknowledged = known->second;
    }
    return all;
}

} // namespace plumbline::history

#include "history/recording/open_drifts.hpp"

#include "history/store/sql.hpp"

namespace plumbline::history {

OpenDrifts open_drifts(Database& database, std::int64_t host) {
    std::int64_t resource = 0, opened = 0, run = 0, started = 0, body = 0;
    std::string id, text;
    soci::statement select =
        (database.sql().prepare
             << "SELECT d.id, d.resource, d.opened, e.run, r.started, b.id, b.content FROM drifts d"
                " JOIN drift_events e ON e.drift = d.id JOIN runs r ON r.seq = e.run"
                " JOIN blobs b ON b.id = e.body WHERE d.host = :host AND d.closed IS NULL ORDER BY e.run",
         soci::use(host), soci::into(id), soci::into(resource), soci::into(opened), soci::into(run),
         soci::into(started), soci::into(body), soci::into(text));
    OpenDrifts drifts;
    for (select.execute(); select.fetch();) {
        auto& drift = drifts[resource];
        drift.id = id;
        drift.opened = opened;
        if (run == opened)
            drift.first_seen = from_stored(started);
        else
            drift.changed = from_stored(started);
        drift.body = body;
        drift.stored = read_stored_case(text);
    }
    return drifts;
}

std::optional<LastKnown> last_known(Database& database, std::int64_t host, std::int64_t resource) {
    std::int64_t closed = 0;
    auto is_closed = soci::i_null;
    std::string declared, seen;
    // one that has been unknown by turns for longer than that is as good as never seen
    soci::statement select =
        (database.sql().prepare << "SELECT o.closed, d.content, s.content FROM observations o"
                                   " JOIN blobs d ON d.id = o.declared JOIN blobs s ON s.id = o.seen"
                                   " WHERE o.host = :host AND o.resource = :resource"
                                   " ORDER BY o.opened DESC LIMIT 50",
         soci::use(host), soci::use(resource), soci::into(closed, is_closed), soci::into(declared),
         soci::into(seen));
    std::optional<LastKnown> known;
    for (select.execute(); select.fetch();) {
        if (known)
            continue; // to its end: an unfinished statement holds the snapshot
        auto finding = read_seen(seen, read_declared(declared));
        if (finding.status != drift::Status::unknown && finding.status != drift::Status::skipped)
            known = {std::move(finding), read_declaration(declared),
                     is_closed == soci::i_ok ? std::optional(closed) : std::nullopt};
    }
    return known;
}

} // namespace plumbline::history

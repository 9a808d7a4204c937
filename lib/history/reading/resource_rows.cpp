#include "history/reading/resource_rows.hpp"

#include "base/error.hpp"
#include "report/report.hpp"

namespace plumbline::history {

const drift::Finding* ResourceRows::at(std::int64_t run) const {
    for (const auto& row : rows_)
        if (row.opened <= run && (!row.closed || run < *row.closed))
            return &row.finding;
    return nullptr;
}

const drift::Finding* ResourceRows::newest() const {
    return rows_.empty() ? nullptr : &rows_.back().finding;
}

std::vector<const ResourceRows::Row*> ResourceRows::opened_in(std::int64_t first,
                                                              std::optional<std::int64_t> end) const {
    std::vector<const Row*> some;
    for (const auto& row : rows_)
        if (row.opened >= first && (!end || row.opened < *end))
            some.push_back(&row);
    return some;
}

std::vector<Turn> ResourceRows::turns() const {
    std::vector<Turn> turns;
    for (const auto& row : rows_) {
        if (row.finding.status == drift::Status::in_sync)
            turns.push_back({row.when, "in-sync"});
        else if (row.finding.deviates())
            turns.push_back({row.when, report::fingerprint("", row.finding)});
    }
    return turns;
}

ResourceSource::ResourceSource(Database& database, Blobs& blobs)
    : database_(database), blobs_(blobs),
      select_((database.sql().prepare << "SELECT o.opened, o.closed, r.id, r.started, o.declared, o.seen"
                                         " FROM observations o JOIN runs r ON r.seq = o.opened"
                                         " WHERE o.host = :host AND o.resource = :resource ORDER BY o.opened",
               soci::use(host_), soci::use(resource_), soci::into(stored_.opened),
               soci::into(stored_.closed, stored_.is_closed), soci::into(stored_.run),
               soci::into(stored_.when), soci::into(stored_.declared), soci::into(stored_.seen))) {}

ResourceRows ResourceSource::read(std::int64_t host, std::int64_t resource, const std::string& where) {
    host_ = host;
    resource_ = resource;
    std::vector<Stored> stored;
    select_.execute();
    while (select_.fetch())
        stored.push_back(stored_);
    std::vector<ResourceRows::Row> rows;
    for (const auto& row : stored)
        rows.push_back(understood(
            database_,
            [&] { return fmt::format("the observation of {}, opened by run number {}", where, row.opened); },
            [&] {
                const bool closed = row.is_closed == soci::i_ok;
                return ResourceRows::Row{
                    row.opened, closed ? std::optional<std::int64_t>(row.closed) : std::nullopt, row.run,
                    from_stored(row.when), blobs_.finding(row.declared, row.seen)};
            }));
    return ResourceRows(std::move(rows));
}

} // namespace plumbline::history

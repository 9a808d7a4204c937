#include "history/reading/hosts.hpp"

#include "base/error.hpp"
#include "history/texts/json_bytes.hpp"

#include <algorithm>

namespace plumbline::history {
namespace {

constexpr const char* all_findings =
    "SELECT o.resource, o.opened, o.closed, r.type, r.title, o.declared, o.seen"
    " FROM observations o JOIN resources r ON r.id = o.resource WHERE o.host = :host";

} // namespace

std::optional<std::int64_t> host_id(Database& database, const std::string& site, const std::string& name) {
    const auto stored_site = encode_text(site);
    const auto stored_name = encode_text(name);
    long long id = 0;
    soci::statement select =
        (database.sql().prepare << "SELECT h.id FROM hosts h JOIN sites s ON s.id = h.site"
                                   " WHERE s.name = :site AND h.name = :name",
         soci::use(stored_site), soci::use(stored_name), soci::into(id));
    select.execute();
    std::optional<std::int64_t> found;
    while (select.fetch())
        found = id;
    return found;
}

std::vector<Visit> visits_of(const Database& database, const std::string& run, const std::string& scope,
                             base::Instant begun) {
    return understood(
        database, [&] { return fmt::format("the hosts of run {}", run); },
        [&] { return read_scope(scope, begun); });
}

bool concerns(const base::List& of_run, const base::List& of_resource) {
    return of_run.empty() || std::ranges::any_of(of_run, [&](const std::string& tag) {
               return std::ranges::find(of_resource, tag) != of_resource.end();
           });
}

HostRows::HostRows(Database& database, Blobs& blobs)
    : database_(database), blobs_(blobs),
      select_findings_(
          (database.sql().prepare << std::string(all_findings) +
                                         " AND o.opened <= :run AND (o.closed IS NULL OR o.closed > :same)",
           soci::use(host_), soci::use(run_), soci::use(run_), soci::into(row_.resource),
           soci::into(row_.opened), soci::into(row_.closed, row_.is_closed), soci::into(row_.type),
           soci::into(row_.title), soci::into(row_.declared), soci::into(row_.seen))),
      select_all_((database.sql().prepare << all_findings, soci::use(host_), soci::into(row_.resource),
                   soci::into(row_.opened), soci::into(row_.closed, row_.is_closed), soci::into(row_.type),
                   soci::into(row_.title), soci::into(row_.declared), soci::into(row_.seen))),
      select_state_((database.sql().prepare << "SELECT state FROM host_states WHERE host = :host"
                                               " AND opened <= :run AND (closed IS NULL OR closed > :same)"
                                               " ORDER BY opened",
                     soci::use(host_), soci::use(run_), soci::use(run_), soci::into(state_))) {}

std::vector<HostRows::Row> HostRows::rows(soci::statement& select, std::int64_t host, std::int64_t run) {
    host_ = host;
    run_ = run;
    std::vector<Row> rows;
    select.execute();
    while (select.fetch())
        rows.push_back(row_);
    return rows;
}

HostRows::Seen HostRows::seen_in(const Row& row, const std::string& name) {
    const auto words = [&] {
        return fmt::format("the observation of {}:{} on {}, opened by run number {}", row.type, row.title,
                           name, row.opened);
    };
    return understood(database_, words, [&] {
        return Seen{row.resource, row.opened,
                    row.is_closed == soci::i_ok ? std::optional<std::int64_t>(row.closed) : std::nullopt,
                    row.declared, blobs_.finding(row.declared, row.seen)};
    });
}

std::vector<HostRows::Seen> HostRows::findings(std::int64_t host, const std::string& name, std::int64_t run) {
    std::vector<Seen> all;
    for (const auto& row : rows(select_findings_, host, run))
        all.push_back(seen_in(row, name));
    return all;
}

void HostRows::each(std::int64_t host, const std::string& name,
                    const std::function<void(const Seen&)>& take) {
    for (const auto& row : rows(select_all_, host, 0))
        take(seen_in(row, name));
}

HostState HostRows::state(std::int64_t host, const std::string& name, std::int64_t run) {
    host_ = host;
    run_ = run;
    std::optional<long long> newest;
    select_state_.execute();
    while (select_state_.fetch())
        newest = state_;
    return understood(
        database_, [&] { return fmt::format("the state of {} as of run number {}", name, run); },
        [&] {
            if (!newest)
                base::fail("it is missing");
            auto state = read_state(blobs_.content(*newest));
            state.host.name = name;
            return state;
        });
}

} // namespace plumbline::history

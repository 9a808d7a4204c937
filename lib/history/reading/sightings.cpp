#include "history/story/strip.hpp"

#include "base/error.hpp"
#include "history/reading/blobs.hpp"
#include "history/reading/hosts.hpp"
#include "history/reading/runs.hpp"
#include "history/texts/json_bytes.hpp"
#include "history/texts/run_text.hpp"

#include <algorithm>

namespace plumbline::history {
namespace {

/// What the runs from `opened` until before `closed` saw.
struct Stretch {
    std::int64_t opened = 0;
    std::optional<std::int64_t> closed;
    Look look = Look::none;
    base::List tags = {}; ///< of the resource

    [[nodiscard]] bool holds(std::int64_t run) const { return opened <= run && (!closed || run < *closed); }
};

/// A finished run as far as it concerns one host.
struct Pass {
    std::int64_t seq = 0;
    std::string id;
    base::Instant when;
    base::List tags; ///< it looked only at resources with one of them; empty: at all
    bool took_part = false;
};

std::vector<Pass> passes(Database& database, Blobs& blobs, const std::string& site, std::int64_t host,
                         base::Instant since) {
    struct Row {
        long long seq = 0;
        std::string id;
        long long when = 0;
        long long record = 0;
        long long scope = 0;
    } row;
    const auto stored = encode_text(site);
    const auto first = static_cast<long long>(to_stored(since));
    soci::statement select =
        (database.sql().prepare << "SELECT seq, id, started, record, scope FROM runs"
                                   " WHERE site = (SELECT id FROM sites WHERE name = :site)"
                                   " AND started >= :since AND record IS NOT NULL AND scope IS NOT NULL"
                                   " ORDER BY seq",
         soci::use(stored), soci::use(first), soci::into(row.seq), soci::into(row.id), soci::into(row.when),
         soci::into(row.record), soci::into(row.scope));
    select.execute();
    std::vector<Row> rows;
    while (select.fetch())
        rows.push_back(row);
    std::vector<Pass> all;
    for (const auto& one : rows)
        all.push_back(understood(
            database, [&] { return fmt::format("the record of run {}", one.id); },
            [&] {
                const auto recorded = read_record(blobs.content(one.record));
                return Pass{one.seq, one.id, recorded.run.started, recorded.run.tags,
                            took_part(blobs.content(one.scope), host)};
            }));
    return all;
}

/// When the host could not be audited, and when it could.
std::vector<Stretch> states(Database& database, Blobs& blobs, std::int64_t host, const std::string& name) {
    const auto id = static_cast<long long>(host);
    long long opened = 0;
    long long closed = 0;
    soci::indicator is_closed = soci::i_null;
    long long state = 0;
    soci::statement select =
        (database.sql().prepare << "SELECT opened, closed, state FROM host_states WHERE host = :host",
         soci::use(id), soci::into(opened), soci::into(closed, is_closed), soci::into(state));
    select.execute();
    std::vector<std::pair<Stretch, long long>> rows;
    while (select.fetch())
        rows.push_back({{opened, is_closed == soci::i_ok ? std::optional<std::int64_t>(closed) : std::nullopt,
                         Look::none},
                        state});
    std::vector<Stretch> all;
    for (auto& [stretch, blob] : rows)
        all.push_back(understood(
            database,
            [&] { return fmt::format("the state of {}, opened by run number {}", name, stretch.opened); },
            [&] {
                stretch.look = read_state(blobs.content(blob)).host.error ? Look::failed : Look::in_sync;
                return stretch;
            }));
    return all;
}

Look look_of(const drift::Finding& finding) {
    if (finding.status == drift::Status::drift)
        return Look::drift;
    if (finding.has_unknown())
        return Look::failed;
    return finding.deviates() ? Look::agreed : Look::in_sync;
}

/// What was found of the host's resources, or of the one.
std::vector<Stretch> findings(Database& database, Blobs& blobs, std::int64_t host, const std::string& name,
                              const std::optional<standard::Identity>& resource) {
    std::vector<Stretch> all;
    HostRows(database, blobs).each(host, name, [&](const HostRows::Seen& seen) {
        if (!resource || seen.finding.desired->id == *resource)
            all.push_back({seen.opened, seen.closed, look_of(seen.finding), seen.finding.desired->tags});
    });
    return all;
}

/// What one run saw of it.
Look look_of(const Pass& pass, const std::vector<Stretch>& states, const std::vector<Stretch>& findings) {
    if (!pass.took_part)
        return Look::none;
    for (const auto& state : states)
        if (state.holds(pass.seq) && state.look == Look::failed)
            return Look::failed;
    auto look = Look::none;
    for (const auto& finding : findings)
        if (finding.holds(pass.seq) && concerns(pass.tags, finding.tags))
            look = std::max(look, finding.look);
    return look;
}

Look look_of(const RunSummary& run) {
    if (run.hosts.drifted > 0)
        return Look::drift;
    if (run.hosts.failed > 0)
        return Look::failed;
    return run.resources.pending + run.resources.waived > 0 ? Look::agreed : Look::in_sync;
}

std::vector<Sighting> of_site(Database& database, const std::string& site, base::Instant since) {
    std::vector<Sighting> all;
    for (const auto& run : select_runs(database, site, {.finished_only = true}))
        if (run.started >= since && !run.pruned)
            all.push_back({run.started, look_of(run)});
    return all;
}

} // namespace

std::vector<Sighting> sightings(Database& database, const std::string& site, const StripSubject& subject,
                                base::Instant since) {
    const auto host = subject.host ? host_id(database, site, *subject.host) : std::nullopt;
    if (!host)
        return subject.host ? std::vector<Sighting>{} : of_site(database, site, since);
    Blobs blobs(database);
    const auto of_host = states(database, blobs, *host, *subject.host);
    const auto of_resources = findings(database, blobs, *host, *subject.host, subject.resource);
    std::vector<Sighting> all;
    for (const auto& pass : passes(database, blobs, site, *host, since))
        all.push_back({pass.when, look_of(pass, of_host, of_resources)});
    return all;
}

} // namespace plumbline::history

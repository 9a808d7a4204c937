#include "history/approvals.hpp"

#include "base/error.hpp"
#include "history/ledger/run_body.hpp"
#include "history/reading/last_seen.hpp"
#include "history/reading/pasts.hpp"
#include "history/recording/open_drifts.hpp"
#include "history/store/sql.hpp"
#include "history/story/open_drift.hpp"

#include <functional>
#include <limits>

namespace plumbline::history {
namespace {

/// Later than any run, and than any entry.
constexpr std::int64_t end_of_all = std::numeric_limits<std::int32_t>::max();

/// The ledger's entries of runs, the newest first, until `take` has seen enough. They are read by the
/// hundred: nothing prunes them.
class RunEntries {
public:
    struct Entry {
        base::Instant at;
        RunBody body;
    };
    explicit RunEntries(Database& database) : database_(database) {}

    void each(const std::function<bool(const Entry&)>& has_enough) {
        for (auto entries = next(); !entries.empty(); entries = next())
            for (const auto& entry : entries)
                if (has_enough(entry))
                    return;
    }

private:
    std::vector<Entry> next() {
        std::int64_t seq = 0, at = 0;
        std::string body;
        soci::statement select =
            (database_.sql().prepare << "SELECT seq, at, body FROM ledger WHERE kind = 'run'"
                                        " AND seq < :before ORDER BY seq DESC LIMIT 100",
             soci::use(before_), soci::into(seq), soci::into(at), soci::into(body));
        std::vector<Entry> entries;
        for (select.execute(); select.fetch();)
            entries.push_back(understood(
                database_, [&] { return fmt::format("ledger entry {}, a run", seq); },
                [&] {
                    return Entry{from_stored(at), read_run_body(body)};
                }));
        if (!entries.empty())
            before_ = seq;
        return entries;
    }

    Database& database_;
    std::int64_t before_ = end_of_all;
};

/// The newest entry for which that holds.
template <typename Holds>
std::optional<RunEntries::Entry> newest(Database& database, Holds&& holds) {
    std::optional<RunEntries::Entry> found;
    database.snapshot([&] {
        RunEntries(database).each([&](const RunEntries::Entry& entry) {
            if (holds(entry.body))
                found = entry;
            return found.has_value();
        });
    });
    return found;
}

/// What was last known of it, with its past.
NamedDrift read_drift(Database& database, const std::string& site, const OpenDriftName& name) {
    const auto known = last_known(database, name.host_number, name.resource);
    Blobs blobs(database);
    const auto visit = NewestVisits(database, blobs, site).of(name.host_number);
    if (!known || !known->finding.deviates() || !visit)
        base::fail("drift {} ({} on {}) is open, but what was seen of it is not in the history any more: "
                   "audit {} again",
                   name.id, name.resource_name, name.host, name.host);
    NamedDrift drift{name.id, name.host, known->finding, visit->begun};
    auto pasts = Pasts(database, blobs, end_of_all).of_host(name.host_number, name.host, visit->visit.audits);
    drift.finding.past = std::move(pasts[name.resource]);
    return drift;
}

} // namespace

std::optional<approval::InForce> in_force(Database& database, const std::string& site) {
    const auto last =
        newest(database, [&](const RunBody& body) { return body.site == site && body.serial.has_value(); });
    if (!last)
        return std::nullopt;
    return approval::InForce{*last->body.serial, last->body.standard, last->body.run, last->at};
}

std::optional<approval::Proof> proof_of(Database& database, const std::string& environment,
                                        const std::string& digest) {
    const auto last = newest(database, [&](const RunBody& body) {
        return body.in_sync && body.environment == environment && body.standard == digest;
    });
    return last ? std::optional(approval::Proof{last->body.run, last->at}) : std::nullopt;
}

std::optional<std::string> standard_before(Database& database, const std::string& site,
                                           const std::string& digest) {
    const auto last = newest(database, [&](const RunBody& body) {
        return body.site == site && !body.standard.empty() && body.standard != digest;
    });
    return last ? std::optional(last->body.standard) : std::nullopt;
}

NamedDrift named_drift(Database& database, const std::string& site, const std::string& name) {
    NamedDrift drift;
    database.snapshot([&] { drift = read_drift(database, site, find_open(database, site, name)); });
    return drift;
}

} // namespace plumbline::history

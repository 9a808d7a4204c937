#include "history/reading/last_seen.hpp"

#include "base/error.hpp"
#include "history/texts/json_bytes.hpp"

#include <utility>

namespace plumbline::history {
namespace {

/// Later than any run.
constexpr std::int64_t now = std::numeric_limits<std::int32_t>::max();

} // namespace

NewestVisits::NewestVisits(Database& database, Blobs& blobs, const std::string& site)
    : database_(database), blobs_(blobs), stored_(encode_text(site)) {}

std::optional<NewestVisits::Newest> NewestVisits::of(std::int64_t host) {
    for (;;) {
        if (const auto known = known_.find(host); known != known_.end())
            return known->second;
        if (!read_one_more())
            return std::nullopt;
    }
}

bool NewestVisits::read_one_more() {
    long long seq = 0;
    std::string id;
    long long started = 0;
    long long scope = 0;
    soci::statement select =
        (database_.sql().prepare << "SELECT seq, id, started, scope FROM runs WHERE seq < :before"
                                    " AND site = (SELECT id FROM sites WHERE name = :site)"
                                    " AND scope IS NOT NULL ORDER BY seq DESC LIMIT 1",
         soci::use(before_), soci::use(stored_), soci::into(seq), soci::into(id), soci::into(started),
         soci::into(scope));
    select.execute();
    bool found = false;
    while (select.fetch())
        found = true;
    if (!found)
        return false;
    before_ = seq;
    const auto when = from_stored(started);
    for (auto& visit : visits_of(database_, id, blobs_.content(scope), when)) {
        const auto host = visit.host;
        known_.emplace(host, Newest{std::move(visit), when});
    }
    return true;
}

LastSights::LastSights(Database& database, std::string site)
    : database_(database), site_(std::move(site)), blobs_(database), rows_(database, blobs_),
      visits_(database, blobs_, site_) {}

base::Instant LastSights::begun(std::int64_t run) {
    if (const auto known = begun_.find(run); known != begun_.end())
        return known->second;
    const auto seq = static_cast<long long>(run);
    long long started = 0;
    soci::statement select = (database_.sql().prepare << "SELECT started FROM runs WHERE seq = :seq",
                              soci::use(seq), soci::into(started));
    select.execute();
    while (select.fetch()) {
    }
    return begun_[run] = from_stored(started);
}

std::optional<Reader::LastSeen> LastSights::of(const std::string& name) {
    const auto host = host_id(database_, site_, name);
    const auto newest = host ? visits_.of(*host) : std::nullopt;
    if (!newest)
        return std::nullopt;
    const auto& visit = newest->visit;
    Reader::LastSeen seen;
    for (auto& row : rows_.findings(*host, name, now)) {
        const auto id = row.finding.desired->id;
        seen.declared[id] = understood(
            database_, [&] { return fmt::format("the declaration of {} on {}", id.text(), name); },
            [&] { return blobs_.declaration_digest(row.declared); });
        seen.findings.emplace(id, std::move(row.finding));
    }
    if (seen.findings.empty() && visit.audited == 0)
        return std::nullopt;
    seen.when = visit.audited == 0 ? newest->begun : begun(visit.audited);
    seen.facts = rows_.state(*host, name, visit.audited == 0 ? now : visit.audited).host.facts;
    if (!visit.now.empty())
        seen.facts["now"] = visit.now;
    return seen;
}

} // namespace plumbline::history

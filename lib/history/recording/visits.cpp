#include "history/recording/visits.hpp"

#include "history/store/sql.hpp"

#include <algorithm>

namespace plumbline::history {

std::optional<Visit> Visits::last(std::int64_t host) {
    for (auto found = last_.find(host);; found = last_.find(host)) {
        if (found != last_.end())
            return found->second;
        const auto scope = scope_before(oldest_);
        if (!scope)
            return std::nullopt;
        oldest_ = scope->run;
        for (const auto& visit : scope->visits)
            last_.try_emplace(visit.host, visit);
    }
}

std::optional<base::Instant> Visits::audited_before(std::int64_t host, std::int64_t run) const {
    for (auto scope = scope_before(run); scope; scope = scope_before(scope->run)) {
        const auto found = std::ranges::find(scope->visits, host, &Visit::host);
        if (found != scope->visits.end())
            return began(found->audited);
    }
    return std::nullopt;
}

std::optional<base::Instant> Visits::began(std::int64_t run) const {
    std::int64_t started = 0;
    auto found = soci::i_null;
    database_.sql() << "SELECT max(started) FROM runs WHERE seq = :run", soci::use(run),
        soci::into(started, found);
    return found == soci::i_null ? std::nullopt : std::optional(from_stored(started));
}

std::optional<Visits::Scope> Visits::scope_before(std::int64_t run) const {
    std::int64_t seq = 0, started = 0;
    std::string text;
    database_.sql() << "SELECT r.seq, r.started, b.content FROM runs r JOIN blobs b ON b.id = r.scope"
                       " WHERE r.site = :site AND r.seq < :run ORDER BY r.seq DESC LIMIT 1",
        soci::use(site_), soci::use(run), soci::into(seq), soci::into(started), soci::into(text);
    if (!database_.sql().got_data())
        return std::nullopt;
    return Scope{seq, read_scope(text, from_stored(started))};
}

} // namespace plumbline::history

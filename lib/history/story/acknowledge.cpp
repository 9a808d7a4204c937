#include "history/story/acknowledge.hpp"

#include "base/error.hpp"
#include "history/ledger.hpp"
#include "history/ledger/columns.hpp"
#include "history/story/acknowledgements.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace plumbline::history {
namespace {

struct Candidate {
    std::string id;
    std::string host;
    std::string resource;
    bool open = false;
    std::string resolved; ///< the run that resolved it

    [[nodiscard]] std::string words() const { return fmt::format("{} ({} on {})", id, resource, host); }
};

std::vector<Candidate> drifts_of(Database& database, const std::string& site) {
    Query query(
        database,
        "SELECT d.id, s.name, h.name, r.type, r.title, c.id FROM drifts d JOIN hosts h ON h.id = d.host "
        "JOIN sites s ON s.id = h.site JOIN resources r ON r.id = d.resource LEFT JOIN runs c ON c.seq "
        "= d.closed ORDER BY d.opened, d.host, d.resource",
        6);
    std::vector<Candidate> all;
    query.run(0, 0, [&](const Columns& row) {
        if (row[1] == site)
            all.push_back({row[0].value_or(""), row[2].value_or(""),
                           fmt::format("{}:{}", row[3].value_or(""), row[4].value_or("")), !row[5],
                           row[5].value_or("")});
    });
    return all;
}

std::string some_of(const std::vector<Candidate>& candidates) {
    constexpr std::size_t most = 5;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < std::min(candidates.size(), most); ++i)
        texts.push_back(candidates[i].words());
    if (candidates.size() > most)
        texts.push_back(fmt::format("{} more", candidates.size() - most));
    return fmt::format("{}", fmt::join(texts, ", "));
}

/// Those of that name; else those whose names begin so.
std::vector<Candidate> named(const std::vector<Candidate>& all, const std::string& drift) {
    std::vector<Candidate> whole;
    std::vector<Candidate> begun;
    for (const auto& candidate : all) {
        if (candidate.id == drift)
            whole.push_back(candidate);
        if (!drift.empty() && candidate.id.starts_with(drift))
            begun.push_back(candidate);
    }
    return whole.empty() ? begun : whole;
}

Candidate find_open(Database& database, const std::string& site, const std::string& drift) {
    auto all = drifts_of(database, site);
    const auto meant = named(all, drift);
    if (meant.size() > 1)
        base::fail("'{}' begins more than one drift: {}; write more of the name", drift, some_of(meant));
    if (meant.size() == 1 && meant.front().open)
        return meant.front();
    if (meant.size() == 1)
        base::fail("drift {} is resolved since run {}: there is nothing to take in hand",
                   meant.front().words(), meant.front().resolved);
    std::erase_if(all, [](const Candidate& candidate) { return !candidate.open; });
    base::fail("there is no drift '{}' of {}; {}", drift, site,
               all.empty() ? "no drift is open" : "open are " + some_of(all));
}

} // namespace

Acknowledging acknowledge(Database& database, const std::string& site, const std::string& drift,
                          const drift::Acknowledgement& acknowledgement, base::Instant now) {
    Acknowledging done;
    database.transaction([&] {
        const auto open = find_open(database, site, drift);
        done = {open.id, open.host, open.resource, ""};
        done.head = append(database, {"acknowledgement", now, std::nullopt,
                                      acknowledgement_text(open.id, acknowledgement), ""});
    });
    return done;
}

base::Instant parse_until(const std::string& text, base::Instant now) {
    const auto length = base::parse_duration(text);
    const auto until = length ? std::optional<base::Instant>(now + *length) : base::parse_instant(text);
    if (!until)
        base::fail("--until takes a day (2026-12-01), a time (2026-12-01T08:00:00Z) or a duration from now "
                   "(3d), and found '{}'",
                   text);
    if (*until <= now)
        base::fail("--until must lie in the future, found '{}': it is {}", text, base::to_rfc3339(now));
    return *until;
}

} // namespace plumbline::history

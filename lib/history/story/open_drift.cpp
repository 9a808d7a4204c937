#include "history/story/open_drift.hpp"

#include "base/error.hpp"
#include "history/ledger/columns.hpp"
#include "history/texts/json_bytes.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace plumbline::history {
namespace {

struct Candidate {
    OpenDriftName name;
    bool open = false;
    std::string resolved; ///< the run that resolved it

    [[nodiscard]] std::string words() const {
        return fmt::format("{} ({} on {})", name.id, name.resource_name, name.host);
    }
};

Candidate candidate_in(const Columns& row) {
    const auto text = [&](std::size_t column) { return row[column].value_or(""); };
    return {{text(0), decode_text(text(2)), fmt::format("{}:{}", text(3), decode_text(text(4))),
             number_in(row[6]).value_or(0), number_in(row[7]).value_or(0)},
            !row[5],
            text(5)};
}

std::vector<Candidate> drifts_of(Database& database, const std::string& site) {
    Query query(
        database,
        "SELECT d.id, s.name, h.name, r.type, r.title, c.id, d.host, d.resource FROM drifts d JOIN hosts h"
        " ON h.id = d.host JOIN sites s ON s.id = h.site JOIN resources r ON r.id = d.resource LEFT JOIN"
        " runs c ON c.seq = d.closed ORDER BY d.opened, d.host, d.resource",
        8);
    const auto stored = encode_text(site);
    std::vector<Candidate> all;
    query.run(0, 0, [&](const Columns& row) {
        if (row[1] == stored)
            all.push_back(candidate_in(row));
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
        if (candidate.name.id == drift)
            whole.push_back(candidate);
        if (!drift.empty() && candidate.name.id.starts_with(drift))
            begun.push_back(candidate);
    }
    return whole.empty() ? begun : whole;
}

} // namespace

OpenDriftName find_open(Database& database, const std::string& site, const std::string& drift) {
    auto all = drifts_of(database, site);
    const auto meant = named(all, drift);
    if (meant.size() > 1)
        base::fail("'{}' begins more than one drift: {}; write more of the name", drift, some_of(meant));
    if (meant.size() == 1 && meant.front().open)
        return meant.front().name;
    if (meant.size() == 1)
        base::fail("drift {} is resolved since run {}: nothing of it is open any more", meant.front().words(),
                   meant.front().resolved);
    std::erase_if(all, [](const Candidate& candidate) { return !candidate.open; });
    base::fail("there is no drift '{}' of {}; {}", drift, site,
               all.empty() ? "no drift is open" : "open are " + some_of(all));
}

} // namespace plumbline::history

#include "history/recording/run_news.hpp"

#include "history/reading/understood.hpp"
#include "history/store/sql.hpp"
#include "history/texts/run_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace plumbline::history {
namespace {

using approval::Notice;
using report::RunRecord;

/// So far back a run that looked at all is searched.
constexpr int most_runs = 50;

bool is_alarming(const Notice& notice) {
    return notice.state == Notice::State::ended || notice.state == Notice::State::void_ ||
           notice.state == Notice::State::not_signed;
}

bool looked_at_all(const RunRecord& run) {
    return !run.partial && run.tags.empty();
}

/// The run before, and those before it up to one that looked at all: what only some hosts tell is not new
/// because others were looked at in between.
std::vector<RunRecord> runs_before(Database& database, std::int64_t site, std::int64_t seq) {
    std::string id, text;
    soci::statement select =
        (database.sql().prepare << "SELECT r.id, b.content FROM runs r JOIN blobs b ON b.id = r.record"
                                   " WHERE r.site = :site AND r.seq < :seq ORDER BY r.seq DESC LIMIT :most",
         soci::use(site), soci::use(seq), soci::use(most_runs), soci::into(id), soci::into(text));
    std::vector<RunRecord> runs;
    bool complete = false;
    for (select.execute(); select.fetch();) {
        if (complete)
            continue; // to its end: an unfinished statement holds the snapshot
        runs.push_back(understood(
            database, [&] { return fmt::format("the record of run {}", id); },
            [&] { return read_record(text).run; }));
        complete = looked_at_all(runs.back());
    }
    return runs;
}

bool is_same(const approval::SignOff& before, const approval::SignOff& now) {
    return before.status == now.status && before.problems == now.problems;
}

bool tells(const RunRecord& run, const Notice& notice) {
    return std::ranges::any_of(run.notices, [&](const Notice& other) {
        return other.subject == notice.subject && other.state == notice.state && other.place == notice.place;
    });
}

} // namespace

bool has_run_news(Database& database, std::int64_t site, std::int64_t seq, const RunRecord& run) {
    if (!run.signoff.is_wanting() && std::ranges::none_of(run.notices, is_alarming))
        return false;
    const auto before = runs_before(database, site, seq);
    if (run.signoff.is_wanting() && (before.empty() || !is_same(before.front().signoff, run.signoff)))
        return true;
    return std::ranges::any_of(run.notices, [&](const Notice& notice) {
        return is_alarming(notice) &&
               std::ranges::none_of(before, [&](const RunRecord& one) { return tells(one, notice); });
    });
}

} // namespace plumbline::history

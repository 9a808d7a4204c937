#include "history/reading/runs.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "history/ledger/checkpoint.hpp"
#include "history/reading/understood.hpp"
#include "history/texts/json_bytes.hpp"
#include "history/texts/run_text.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

namespace plumbline::history {
namespace {

constexpr std::string_view last = "last";
/// How many runs a message lists.
constexpr int most_listed = 5;

/// A row as it comes.
struct Row {
    long long seq = 0;
    std::string id;
    long long started = 0;
    long long finished = 0;
    soci::indicator has_finished = soci::i_null;
    std::string record;
    soci::indicator has_record = soci::i_null;
    std::string head;
    soci::indicator has_head = soci::i_null;
};

void take_record(RunSummary& run, const std::string& text) {
    const auto recorded = read_record(text);
    run.hosts = recorded.hosts;
    run.resources = recorded.resources;
    run.standard = recorded.run.standard_name;
    if (!recorded.run.standard_version.empty())
        run.standard += " " + recorded.run.standard_version;
    run.standard_digest = recorded.run.standard_digest;
}

RunSummary run_of(const Database& database, const Row& row, std::int64_t pruned_through) {
    RunSummary run;
    run.seq = row.seq;
    run.id = row.id;
    run.started = from_stored(row.started);
    if (row.has_finished == soci::i_null)
        return run;
    run.finished = from_stored(row.finished);
    if (row.has_head == soci::i_ok)
        run.head = row.head;
    run.pruned = row.has_record == soci::i_null && row.seq <= pruned_through;
    if (run.pruned)
        return run;
    understood(
        database, [&] { return fmt::format("the record of run {}", row.id); },
        [&] {
            if (row.has_record == soci::i_null)
                base::fail("it is missing, though the run finished");
            take_record(run, row.record);
        });
    return run;
}

std::string listed(const std::vector<RunSummary>& runs) {
    std::vector<std::string> texts;
    for (const auto& run : runs)
        texts.push_back(fmt::format("{} ({}{})", run.id, base::to_rfc3339(run.started),
                                    run.finished ? "" : ", interrupted"));
    return fmt::format("{}", fmt::join(texts, ", "));
}

/// How many runs before the last: 0 for "last", 2 for "last~2"; nothing for what is neither.
std::optional<int> steps_back(std::string_view id) {
    if (!id.starts_with(last))
        return std::nullopt;
    id.remove_prefix(last.size());
    if (id.empty())
        return 0;
    const auto steps = id.front() == '~' ? base::to_integer<int>(id.substr(1)) : std::nullopt;
    return steps && *steps >= 0 && *steps < std::numeric_limits<int>::max() ? steps : std::nullopt;
}

RunSummary counted_back(Database& database, const std::string& site, int steps) {
    const auto runs = select_runs(database, site, {.finished_only = true, .newest = steps + 1});
    if (runs.empty())
        base::fail("no run of {} has finished yet in {}: `plumbline audit` records one", site,
                   database.address().text);
    if (runs.size() <= static_cast<std::size_t>(steps))
        base::fail("there is no run last~{}: {} finished, the first of them is {}", steps, runs.size(),
                   listed({runs.front()}));
    return runs.front();
}

std::string in_capitals(std::string text) {
    for (auto& character : text)
        if (character >= 'a' && character <= 'z')
            character = static_cast<char>(character - 'a' + 'A');
    return text;
}

/// ULIDs are of these characters; what is not one must not become part of a pattern.
bool may_begin_an_id(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char character) {
        return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z');
    });
}

} // namespace

std::vector<RunSummary> select_runs(Database& database, const std::string& site, const RunChoice& choice) {
    Row row;
    const auto stored = encode_text(site);
    const auto pattern = choice.beginning + "%";
    const int any = choice.finished_only ? 0 : 1;
    const int most = choice.newest.value_or(std::numeric_limits<int>::max());
    soci::statement select =
        (database.sql().prepare
             << "SELECT r.seq, r.id, r.started, r.finished, b.content, l.digest FROM runs r"
                " LEFT JOIN blobs b ON b.id = r.record LEFT JOIN ledger l ON l.run = r.seq AND l.kind = 'run'"
                " WHERE r.site = (SELECT id FROM sites WHERE name = :site) AND r.id LIKE :pattern"
                " AND (r.finished IS NOT NULL OR :any = 1) ORDER BY r.seq DESC LIMIT :most",
         soci::use(stored), soci::use(pattern), soci::use(any), soci::use(most), soci::into(row.seq),
         soci::into(row.id), soci::into(row.started), soci::into(row.finished, row.has_finished),
         soci::into(row.record, row.has_record), soci::into(row.head, row.has_head));
    const auto pruned_through = newest_checkpoint(database).through;
    select.execute();
    std::vector<RunSummary> runs;
    while (select.fetch())
        runs.push_back(run_of(database, row, pruned_through));
    std::ranges::reverse(runs);
    return runs;
}

RunSummary find_run(Database& database, const std::string& site, const std::string& id) {
    if (const auto steps = steps_back(id))
        return counted_back(database, site, *steps);
    const auto beginning = in_capitals(id);
    const auto runs = may_begin_an_id(beginning)
                          ? select_runs(database, site, {.beginning = beginning, .newest = most_listed})
                          : std::vector<RunSummary>{};
    if (runs.size() == 1)
        return runs.front();
    if (!runs.empty())
        base::fail("'{}' begins more than one run: {}; write more of the id", id, listed(runs));
    const auto newest = select_runs(database, site, {.newest = most_listed});
    base::fail("there is no run '{}' of {} in {}: expected last, last~1, or the beginning of an id; {}", id,
               site, database.address().text,
               newest.empty() ? "there is no run yet" : "the newest are " + listed(newest));
}

} // namespace plumbline::history

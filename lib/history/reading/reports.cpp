#include "history/reading/reports.hpp"

#include "base/error.hpp"
#include "history/reading/hosts.hpp"
#include "history/reading/pasts.hpp"
#include "history/texts/json_bytes.hpp"

#include <algorithm>
#include <limits>

namespace plumbline::history {
namespace {

using Names = std::map<std::int64_t, std::string>;

/// The texts of a run.
struct RunTexts {
    std::string record;
    std::string scope;
};

RunTexts texts_of(Database& database, const RunSummary& run) {
    const auto seq = static_cast<long long>(run.seq);
    RunTexts texts;
    soci::indicator has_record = soci::i_null;
    soci::indicator has_scope = soci::i_null;
    soci::statement select =
        (database.sql().prepare << "SELECT b.content, s.content FROM runs r LEFT JOIN blobs b"
                                   " ON b.id = r.record LEFT JOIN blobs s ON s.id = r.scope"
                                   " WHERE r.seq = :seq",
         soci::use(seq), soci::into(texts.record, has_record), soci::into(texts.scope, has_scope));
    select.execute();
    bool found = false;
    while (select.fetch())
        found = has_record == soci::i_ok && has_scope == soci::i_ok;
    if (!run.finished)
        base::fail("run {} of {} has no report: it was interrupted, or is still running", run.id,
                   base::to_rfc3339(run.started));
    if (!found)
        base::fail("run {} of {} has no report any more: it was pruned", run.id,
                   base::to_rfc3339(run.started));
    return texts;
}

RecordedRun recorded_run(const Database& database, const RunSummary& run, const std::string& text) {
    return understood(
        database, [&] { return fmt::format("the record of run {}", run.id); },
        [&] { return read_record(text); });
}

Names host_names(Database& database) {
    long long id = 0;
    std::string name;
    soci::statement select =
        (database.sql().prepare << "SELECT id, name FROM hosts", soci::into(id), soci::into(name));
    select.execute();
    Names names;
    while (select.fetch())
        names[id] = decode_text(name);
    return names;
}

/// As the standard has them; those whose place is not known come last.
void put_in_order(std::vector<HostRows::Seen>& findings, const std::vector<std::int64_t>& order) {
    std::map<std::int64_t, std::size_t> places;
    for (const auto resource : order)
        places.emplace(resource, places.size());
    std::ranges::sort(findings, {}, [&](const HostRows::Seen& seen) {
        const auto place = places.find(seen.resource);
        return std::pair(place == places.end() ? places.size() : place->second, seen.resource);
    });
}

/// Puts a run's hosts together.
class HostReports {
public:
    HostReports(Database& database, std::int64_t run, base::List tags)
        : run_(run), tags_(std::move(tags)), blobs_(database), rows_(database, blobs_),
          pasts_(database, blobs_, run) {}

    report::HostResult read(const Visit& visit, const std::string& name) {
        auto state = rows_.state(visit.host, name, run_);
        auto host = std::move(state.host);
        host.seconds = visit.seconds;
        if (!visit.now.empty())
            host.facts["now"] = visit.now;
        if (!host.error)
            add_findings(host, visit, state.order);
        return host;
    }

private:
    void add_findings(report::HostResult& host, const Visit& visit, const std::vector<std::int64_t>& order) {
        auto findings = rows_.findings(visit.host, host.name, run_);
        std::erase_if(findings, [&](const HostRows::Seen& seen) {
            return !concerns(tags_, seen.finding.desired->tags);
        });
        put_in_order(findings, order);
        const auto pasts = pasts_.of_host(visit.host, host.name, visit.audits);
        for (auto& [resource, opened, closed, declared, finding] : findings) {
            if (const auto past = pasts.find(resource); past != pasts.end() && finding.deviates())
                finding.past = past->second;
            host.findings.push_back(std::move(finding));
        }
        host.declared = host.findings.size(); // every resource of a catalog gets a finding
    }

    std::int64_t run_;
    base::List tags_;
    Blobs blobs_;
    HostRows rows_;
    Pasts pasts_;
};

} // namespace

report::RunRecord record_of(Database& database, const RunSummary& run) {
    auto record = recorded_run(database, run, texts_of(database, run).record).run;
    record.ledger_head = run.head;
    return record;
}

void each_host(Database& database, const RunSummary& run,
               const std::function<void(report::HostResult&&)>& visit_host) {
    const auto texts = texts_of(database, run);
    const auto record = recorded_run(database, run, texts.record).run;
    const auto names = host_names(database);
    HostReports reports(database, run.seq, record.tags);
    for (const auto& visit : visits_of(database, run.id, texts.scope, record.started)) {
        const auto name = names.find(visit.host);
        if (name == names.end())
            fail_damaged(database, "run " + run.id, fmt::format("there is no host number {}", visit.host));
        visit_host(reports.read(visit, name->second));
    }
}

} // namespace plumbline::history

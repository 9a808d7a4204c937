#pragma once

#include "base/error.hpp"
#include "history/recorder.hpp"
#include "history/store/sql.hpp"
#include "support/history_store.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace plumbline::test {

using history::Coverage;

/// A resource with one property, `mode`.
inline drift::Finding mode_of(const std::string& title, const std::string& expected,
                              const std::string& actual) {
    auto desired = std::make_shared<resource::Desired>();
    desired->id = {"file", title};
    desired->attributes["mode"] = {resource::Exactly{expected}};
    desired->tags = {"modes"};
    drift::Finding finding{.desired = std::move(desired)};
    resource::Compared compared{.property = "mode", .expected = expected};
    compared.actual = actual;
    compared.status =
        expected == actual ? resource::Compared::Status::in_sync : resource::Compared::Status::drift;
    finding.status = expected == actual ? drift::Status::in_sync : drift::Status::drift;
    finding.properties.push_back(compared);
    finding.observed.observations = {{"mode", "", resource::Present{actual}, ""}};
    return finding;
}

inline drift::Finding unreadable_mode_of(const std::string& title, const std::string& expected) {
    auto finding = mode_of(title, expected, expected);
    finding.status = drift::Status::unknown;
    finding.properties.front().status = resource::Compared::Status::unknown;
    finding.properties.front().reason = "permission denied";
    return finding;
}

inline report::HostResult host(const std::string& name, std::vector<drift::Finding> findings) {
    report::HostResult result;
    result.name = name;
    result.address = name + ":22";
    result.declared = findings.size();
    result.facts = {{"os.id", std::string("debian")}};
    result.findings = std::move(findings);
    return result;
}

inline report::HostResult unreachable(const std::string& name,
                                      transport::Stage stage = transport::Stage::connect) {
    report::HostResult result;
    result.name = name;
    result.address = name + ":22";
    result.declared = 1;
    result.error = report::HostError{stage, "refused"};
    return result;
}

/// A site whose runs are an hour apart.
class Runs {
public:
    explicit Runs(history::Address::Kind kind) : store(kind) { open(); }

    struct Options {
        Coverage coverage = Coverage::whole;
        std::string site = "site /srv/audit";
        std::string key = "key";
    };
    /// A run that has begun.
    struct Begun {
        report::Report report;
        std::unique_ptr<history::Recorder> recorder;
    };
    Begun begin(const Options& options) {
        Begun begun;
        begun.report.run.started = now;
        begun.report.run.finished = now + std::chrono::minutes(1);
        begun.report.run.id = report::make_run_id(now);
        now += std::chrono::hours(1);
        begun.recorder = std::make_unique<history::Recorder>(
            *database, history::RunSubject{options.site, options.coverage, drift::Secrecy(options.key)},
            begun.report.run, hints);
        return begun;
    }
    static void look(Begun& begun, std::vector<report::HostResult> hosts) {
        for (auto& one : hosts) {
            one.facts["now"] = base::to_rfc3339(begun.report.run.started);
            begun.recorder->recall(one);
            begun.recorder->add(one);
            begun.report.hosts.push_back(std::move(one));
        }
    }
    /// A whole run; the report that it leaves.
    const report::Report& run(std::vector<report::HostResult> hosts, const Options& options) {
        auto begun = begin(options);
        look(begun, std::move(hosts));
        begun.recorder->finish(begun.report);
        news = begun.recorder->has_news();
        return last = std::move(begun.report);
    }
    const report::Report& run(std::vector<report::HostResult> hosts) { return run(std::move(hosts), {}); }
    /// The past of the only finding of the only host, after a run in which it was so.
    const drift::Past& past(const drift::Finding& finding) {
        return run({host("web1", {finding})}).hosts.at(0).findings.at(0).past.value();
    }

    void open() { database = std::make_unique<history::Database>(store.address(), history::Access::write); }
    std::int64_t count(const std::string& what) {
        std::int64_t rows = 0;
        database->snapshot([&] { database->sql() << "SELECT count(*) FROM " + what, soci::into(rows); });
        return rows;
    }
    /// Rows of all tables that only grow when something changes.
    std::map<std::string, std::int64_t> rows() {
        std::map<std::string, std::int64_t> all;
        for (const auto* table :
             {"hosts", "resources", "host_states", "observations", "drifts", "drift_events"})
            all[table] = count(table);
        return all;
    }

    HistoryStore store;
    std::unique_ptr<history::Database> database;
    history::Hints hints;
    base::Instant now{std::chrono::seconds(1'795'179'600)};
    bool news = false;
    report::Report last;
};

} // namespace plumbline::test

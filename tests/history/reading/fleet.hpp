#pragma once

#include "history/reader.hpp"
#include "history/recorder.hpp"
#include "support/history_store.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace plumbline::test {

/// What was found of `text` of a line: the wanted "good", or something else.
drift::Finding finding(const std::string& title, const std::string& actual,
                       const std::vector<std::string>& tags = {});
/// A host that answered.
report::HostResult host(const std::string& name, std::vector<drift::Finding> findings);
/// One that did not.
report::HostResult failed_host(const std::string& name);

/// What is judged of a host between recalling what was known of it and recording it.
using Audited = std::function<void(report::HostResult&)>;

/// A site that is audited once an hour.
class Fleet {
public:
    explicit Fleet(history::Address::Kind kind = history::Address::Kind::sqlite)
        : store(kind), database(store.open()) {}

    /// Records an audit, an hour after the one before, and returns its report as it was then.
    report::Report audit(std::vector<report::HostResult> hosts, const std::vector<std::string>& tags = {});
    /// An audit that never ends.
    void interrupted();
    /// Time passes without an audit.
    void sleep(std::chrono::hours hours) { now += hours; }
    void execute(const std::string& statement);

    HistoryStore store;
    history::Database database;
    history::Hints hints;
    base::Instant now{std::chrono::milliseconds(1'763'700'000'123)}; ///< 2025-11-21T04:40:00Z
    std::string site = "site /srv/acme";
    Audited judged = {};
    std::function<void(report::RunRecord&)> told = {}; ///< what else a run tells when it ends

private:
    report::RunRecord begin(const std::vector<std::string>& tags);
    int runs_ = 0;
};

} // namespace plumbline::test

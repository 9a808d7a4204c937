#pragma once

#include "alert/memory/memory.hpp"
#include "alert/settings/settings.hpp"
#include "report/report.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plumbline::alert {

/// Something that is wrong now, on one host or with the site.
struct Subject {
    Concern concern = Concern::drift;
    Member member;
    std::string fingerprint; ///< of what is seen: another one is another state of the same subject
    std::size_t differences = 1;
    std::string group; ///< equal for what is the same on several hosts
    std::optional<drift::Cause> cause = {};
    std::set<std::string> tags = {};
    std::string contact = {};
    bool acknowledged = false; ///< somebody has it in hand: nothing is said of its age
    std::string title = {};    ///< of its section
    /// What is to be told of it on this host alone: made when it is asked for, for most of what is wrong was
    /// told before. The report must then still be there.
    std::function<Section()> section;
};

/// A run as alerting sees it.
struct Situation {
    report::RunRecord run; ///< only as much of it as there is: a run that failed has little
    std::string site;      ///< the name that the history knows it by: part of keys
    std::vector<Subject> subjects;
    /// Hosts that were audited, with all of their resources: what is no more among the subjects there is
    /// over. Names of hosts are printable here.
    std::set<std::string> audited;
    std::set<std::string> reached; ///< those and others that answered, be it of some resources alone
    std::set<std::string> failed;  ///< hosts that could not be reached, or not be asked of everything
    std::set<std::string> unknown; ///< keys of members of which nothing could be said this time
    /// Why it is over, by key, where that is known: "accepted by waiver INC-7 until 2026-12-01 00:00Z".
    std::map<std::string, std::string> ended;
    bool whole = false;     ///< the run was over the whole site: hosts that are not in it are gone
    bool ran = true;        ///< false: there was no run, only something to be told of the audit itself
    bool elsewhere = false; ///< it is known of the run that it came about, and nothing of what it saw
    base::Instant now;
};

/// What the report says is wrong, but what was agreed on. Hosts that failed and resources that could not be
/// checked are subjects in each run: decide() counts the runs. The report must outlive it.
[[nodiscard]] Situation situation_of(const report::Report& report, const std::string& site);
/// No run came about, and why.
[[nodiscard]] Situation failed_run(const std::string& why, const report::RunRecord& run,
                                   const std::string& site);
/// The schedule promises a run each `every`, and the last one is older than that allows.
[[nodiscard]] Situation missing_run(base::Instant last, base::Milliseconds every,
                                    const report::RunRecord& run, const std::string& site);

/// A run came about somewhere, so that what was told of audits themselves is over.
[[nodiscard]] Situation run_elsewhere(const report::RunRecord& run, const std::string& site);

/// Says what is to be told, and to whom: puts it into the outbox, and brings the memory to what will have
/// been told. Pure but for the ids of messages. `hosts`: what routes' patterns are held against.
///
/// A destination is told of a subject that it does not know when a route for new ones leads there, be it old
/// or new itself. What could not be reached or checked counts from the Settings::unreachable_after'th run in
/// a row on. A route that has `still_open` without `new` leads to what is older than its `remind`.
void decide(const Settings& settings, const inventory::Inventory& hosts, const Situation& situation,
            Memory& memory);

} // namespace plumbline::alert

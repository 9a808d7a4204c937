#pragma once

#include "alert/memory/memory.hpp"
#include "alert/settings/settings.hpp"
#include "report/report.hpp"

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
    Section section;           ///< for this host alone; hosts that share the group share its facts
};

/// A run as alerting sees it.
struct Situation {
    report::RunRecord run; ///< only as much of it as there is: a run that failed has little
    std::string site;      ///< the name that the history knows it by: part of keys
    std::vector<Subject> subjects;
    /// Hosts that were audited, with all of their resources: what is no more among the subjects there is
    /// over.
    std::set<std::string> audited;
    std::set<std::string> failed;  ///< hosts that could not be reached
    std::set<std::string> unknown; ///< keys of members of which nothing could be said this time
    bool whole = false;            ///< the run was over the whole site: hosts that are not in it are gone
    bool ran = true;               ///< false: there was no run, only something to be told of the audit itself
    base::Instant now;
};

/// What the report says is wrong, but what was agreed on. `subjects` of hosts that failed are for decide(),
/// which counts runs.
[[nodiscard]] Situation situation_of(const report::Report& report, const std::string& site);
/// No run came about, and why.
[[nodiscard]] Situation failed_run(const std::string& why, const report::RunRecord& run,
                                   const std::string& site);
/// The schedule promises a run each `every`, and the last one is older than that allows.
[[nodiscard]] Situation missing_run(base::Instant last, base::Milliseconds every,
                                    const report::RunRecord& run, const std::string& site);

/// Says what is to be told, and to whom: puts it into the outbox, and brings the memory to what will have
/// been told. Pure but for the ids of messages. `hosts`: what routes' patterns are held against.
void decide(const Settings& settings, const inventory::Inventory& hosts, const Situation& situation,
            Memory& memory);

} // namespace plumbline::alert

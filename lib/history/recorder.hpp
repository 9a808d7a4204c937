// history: runs, observations and drifts over time; why something drifts; the chained ledger; SQLite here,
// PostgreSQL when shared. Knows findings and what was found before; must not know how a host is reached or
// how a report looks.
#pragma once

#include "history/local/hints.hpp"
#include "history/store/database.hpp"
#include "report/report.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace plumbline::history {

/// Whether a run saw all resources of its hosts, or only those with some tags.
enum class Coverage { whole, tagged };

/// What a run is recorded as.
struct RunSubject {
    std::string site; ///< what is audited together: findings of different sites never meet
    Coverage coverage = Coverage::whole;
    drift::Secrecy secrecy; ///< what secrets became tokens by: those of other keys don't compare
};

/// One run on its way into the history. It is in it from the beginning, as one that did not finish, and all
/// that it saw gets there at its end, in one transaction: killed at any moment it leaves a whole history
/// behind. What changed waits in a file without a name, so memory does not grow with the fleet.
class Recorder {
public:
    /// Begins a run. Throws base::Error when the history can't be written.
    Recorder(Database& database, const RunSubject& subject, const report::RunRecord& run, Hints& hints);
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    /// Fills in what the history knows of each of the host's findings: `past` of its drifts with cause,
    /// window and what was found out about it before, and whether a hidden value is the one that was seen
    /// before.
    void recall(report::HostResult& host);
    /// Takes the host as it is now, after evidence about its new drifts has been filled in.
    void add(const report::HostResult& host);
    /// Whether something is there that was not in the run before: a drift that nobody agreed on, a failure,
    /// something that could not be checked; once the run is finished also a sign-off that is wanting, or an
    /// agreement that ended, is void or is not signed.
    [[nodiscard]] bool has_news() const;
    /// Records the run, whose hosts have all been added, and chains it. `report.run` is filled in with the
    /// ledger's head. Throws base::Error; then nothing of the run is recorded but that it began.
    void finish(report::Report& report);
    /// What could not be recorded though the rest was: "web1: another run recorded it meanwhile".
    [[nodiscard]] const std::vector<std::string>& remarks() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace plumbline::history

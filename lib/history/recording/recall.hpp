#pragma once

#include "history/recorder.hpp"
#include "history/recording/declarations.hpp"
#include "history/recording/identifiers.hpp"
#include "history/recording/open_drifts.hpp"
#include "history/recording/visits.hpp"
#include "history/story/acknowledgements.hpp"

namespace plumbline::history {

/// What a run stands on.
struct Standing {
    Database& database;
    const RunSubject& subject;
    const report::RunRecord& run;
    std::int64_t seq = 0;
    Identifiers& identifiers;
    Visits& visits;
    Declarations& declarations;
    std::string token_mark;
    std::map<std::string, drift::Acknowledgement> acknowledged = {}; ///< by drift
};

/// How many audits of all of the host there will have been, with this run.
[[nodiscard]] std::size_t audits_of(const std::optional<Visit>& last, Coverage coverage, bool failed);

/// What an event of the drift holds.
[[nodiscard]] StoredCase case_of(Standing& standing, const std::string& host, const drift::Finding& finding,
                                 std::size_t audits_until);

/// Fills in the past of a host's drifts. Returns those that were open before. Within a snapshot.
OpenDrifts fill_in_past(Standing& standing, report::HostResult& host);

} // namespace plumbline::history

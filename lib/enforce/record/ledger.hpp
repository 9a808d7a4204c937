#pragma once

#include "enforce/record/journal.hpp"
#include "history/store/database.hpp"

#include <string>
#include <vector>

namespace plumbline::enforce {

/// What a run did, as the history's ledger keeps it.
struct Deed {
    enum class Kind { enforcement, rollback };
    Kind kind = Kind::enforcement;
    std::string site; ///< as recorders know it
    std::string by;
    base::Instant ended;
    std::string stopped = {}; ///< why it ended before its end
    std::vector<HostOutcome> outcomes = {};
};

/// Chains it to the ledger: which plan (by digest), by whom, what became of each resource of each host.
/// Returns the ledger's new head. Throws base::Error.
std::string record(history::Database& database, const Undertaking& undertaking, const Deed& deed);

} // namespace plumbline::enforce

#pragma once

#include "base/clock.hpp"
#include "history/store/database.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace plumbline::history {

/// What one pruning did.
struct Pruned {
    std::int64_t through = 0; ///< the last run whose details are gone; 0: there was nothing to do
    std::string head;         ///< the ledger's, with an entry that binds what is left
};

/// Deletes what runs closed longer ago than `keep`, and the details of those runs; that they were stays, and
/// so do acknowledgements. At most once a day, and about `most` rows at a time, so that no run waits long for
/// it. The last run that finished is kept whatever its age.
Pruned prune(Database& database, base::Milliseconds keep, base::Instant now, std::size_t most = 20'000);

} // namespace plumbline::history

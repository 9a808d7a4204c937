#pragma once

#include "history/store/database.hpp"

#include <cstdint>
#include <map>
#include <set>

namespace plumbline::history {

/// What other runs of a site recorded since this one began. Within its transaction.
struct Others {
    bool any = false;
    std::set<std::int64_t> changed; ///< hosts of which they wrote or closed rows
    std::set<std::int64_t> later;   ///< hosts that a run with a greater number than this one's looked at
};
/// `entry`: the ledger's newest when this run began.
[[nodiscard]] Others others_since(Database& database, std::int64_t site, std::int64_t run,
                                  std::int64_t entry);

} // namespace plumbline::history

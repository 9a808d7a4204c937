#pragma once

#include "history/store/database.hpp"

#include <cstdint>
#include <string>

namespace plumbline::history {

/// Up to where rows were pruned: those that runs up to `through` closed are gone, and the entry `seq` binds
/// what is left of them.
struct Checkpoint {
    std::int64_t seq = 0; ///< 0: nothing was ever pruned
    std::int64_t through = 0;
};
[[nodiscard]] Checkpoint newest_checkpoint(Database& database);

/// The body of such an entry.
[[nodiscard]] std::string prune_body(std::int64_t through);

} // namespace plumbline::history

#pragma once

#include "history/ledger/findings.hpp"

namespace plumbline::history {

// What no entry of the ledger speaks of, and so must not be there.

/// Contents that are not what their digest says.
void check_blobs(Database& database, Discrepancies& found);
/// Rows of runs that are not in the ledger, and what nothing refers to.
void check_strays(Database& database, Discrepancies& found);
/// Runs that say that they finished, without an entry.
void check_unchained_runs(Database& database, Discrepancies& found);
/// The table `meta` but for the store's name, which the first entry binds.
void check_meta(Database& database, Discrepancies& found);

} // namespace plumbline::history

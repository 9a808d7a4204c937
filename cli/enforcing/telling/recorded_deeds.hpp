#pragma once

#include "auditing/prepared.hpp"

#include "enforce/record/ledger.hpp"

namespace plumbline::cli {

/// Chains what was done to the site's history, where it keeps one. Where that fails it is said, with where
/// the run is written down all the same. Whether it is in the history, as far as there is one.
[[nodiscard]] bool record_deed(const Prepared& prepared, const Options& options,
                               const enforce::Undertaking& undertaking, const enforce::Deed& deed);

} // namespace plumbline::cli

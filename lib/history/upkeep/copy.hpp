#pragma once

#include "history/store/database.hpp"

namespace plumbline::history {

/// Puts all rows of one history in the place of all rows of another. Within a snapshot of the first and a
/// transaction of the second; memory does not grow with the rows.
void copy_rows(Database& from, Database& into);

} // namespace plumbline::history

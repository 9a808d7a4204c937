#pragma once

#include "history/store/database.hpp"

#include <random>
#include <string>

namespace plumbline::test {

/// Edits one column of one row, deletes a row or adds one, in any table, as somebody with the database's own
/// tools would. Returns the statement; empty when the database refused it, and nothing was changed.
std::string edit_at_random(history::Database& database, std::mt19937& random);

} // namespace plumbline::test

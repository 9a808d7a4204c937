#pragma once

#include "base/clock.hpp"
#include "history/ledger.hpp"
#include "history/store/database.hpp"

#include <filesystem>
#include <string>

namespace plumbline::history {

/// Copies the whole history, as it is at one moment while others may write, into a SQLite file of mode 0600:
/// written beside its place, verified and renamed. An older file there is replaced. Returns what the copy's
/// ledger says; throws base::Error, and what was there is then still there, for a history that does not
/// verify, too: a backup of an edited history would replace a good one.
Verification backup(Database& from, const std::filesystem::path& file);

/// Puts a backup in the place of an empty history, or with `replace` of any; all or nothing. The ledger goes
/// on with an entry that says so. Returns its head. Throws base::Error: no backup, one that does not verify,
/// a history that holds runs.
std::string restore(Database& into, const std::filesystem::path& file, bool replace, base::Instant now);

} // namespace plumbline::history

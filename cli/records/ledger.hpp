#pragma once

#include "options.hpp"

#include "history/store/database.hpp"
#include "site/site.hpp"

#include <optional>

namespace plumbline::cli {

// `plumbline history verify`, `backup`, `restore` and `sign`.
Command add_ledger_verify(CLI::App& history);
Command add_backup(CLI::App& history);
Command add_restore(CLI::App& history);
Command add_ledger_sign(CLI::App& history);

/// Signs the ledger's entry that `head` names, where the site has a key for it. Throws base::Error: it is not
/// signed, and all else stands.
void sign_for(const std::optional<site::Site>& site, history::Database& database, const std::string& head);

} // namespace plumbline::cli

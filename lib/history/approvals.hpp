#pragma once

#include "approval/signoff.hpp"
#include "drift/finding.hpp"
#include "history/store/database.hpp"

#include <optional>
#include <string>

namespace plumbline::history {

// What the history proves to those who judge a sign-off or agree on a drift. All throw base::Error for what
// the database refuses.

/// The last run of the site whose sign-off was valid. It is read from the ledger, which nothing prunes.
[[nodiscard]] std::optional<approval::InForce> in_force(Database& database, const std::string& site);

/// The newest run in that environment, of any site, under the standard with that digest, that looked at all
/// hosts and resources of its site and found everything in sync.
[[nodiscard]] std::optional<approval::Proof> proof_of(Database& database, const std::string& environment,
                                                      const std::string& digest);

/// The digest of the standard that the site's runs went by before they went by this one.
[[nodiscard]] std::optional<std::string> standard_before(Database& database, const std::string& site,
                                                         const std::string& digest);

/// A drift that is open, as it was last seen.
struct NamedDrift {
    std::string id;
    std::string host;
    drift::Finding finding; ///< `desired` is only as much as reports show
    base::Instant seen;     ///< when that was
};
/// By its name in reports, or the beginning of it. Throws base::Error with what there is.
[[nodiscard]] NamedDrift named_drift(Database& database, const std::string& site, const std::string& name);

} // namespace plumbline::history

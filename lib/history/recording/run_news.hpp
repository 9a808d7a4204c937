#pragma once

#include "history/store/database.hpp"
#include "report/report.hpp"

#include <cstdint>

namespace plumbline::history {

/// Whether a run tells something of the process that the site's runs before it did not tell: a sign-off that
/// is wanting, or is so for other reasons; an agreement that ended, is void or is not signed. `site` and
/// `seq` are numbers of the store. Within a transaction.
[[nodiscard]] bool has_run_news(Database& database, std::int64_t site, std::int64_t seq,
                                const report::RunRecord& run);

} // namespace plumbline::history

#pragma once

#include "history/reader.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plumbline::history {

/// Which of a site's runs.
struct RunChoice {
    std::string beginning = {}; ///< of the id; empty: any
    bool finished_only = false;
    std::optional<int> newest = {}; ///< at most so many, the newest; nothing: all
};
/// Oldest first.
[[nodiscard]] std::vector<RunSummary> select_runs(Database& database, const std::string& site,
                                                  const RunChoice& choice);

/// The run that a user means by "last", "last~2", an id or its beginning; base::Error says what there is.
[[nodiscard]] RunSummary find_run(Database& database, const std::string& site, const std::string& id);

} // namespace plumbline::history

#pragma once

#include "history/reader.hpp"
#include "report/face.hpp"
#include "site/site.hpp"

#include <optional>
#include <string>

namespace plumbline::cli {

/// When the last run up to that one ended in which all of every host of it could be checked.
[[nodiscard]] std::optional<base::Instant> last_success(const history::Reader& reader,
                                                        const std::string& run);

/// Why the site's last run is too old to go by: it ended more than twice `every` before now. Empty where it
/// is not, or the site does not say how often it is audited.
[[nodiscard]] std::string overdue_words(const std::optional<site::Site>& site, base::Instant finished,
                                        base::Instant now);

} // namespace plumbline::cli

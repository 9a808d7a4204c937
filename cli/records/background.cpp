#include "records/background.hpp"

#include <fmt/format.h>

namespace plumbline::cli {

std::optional<base::Instant> last_success(const history::Reader& reader, const std::string& run) {
    std::optional<base::Instant> last;
    for (const auto& known : reader.runs()) {
        if (known.finished && known.hosts.failed == 0 && known.resources.unknown == 0)
            last = known.finished;
        if (known.id == run)
            break;
    }
    return last;
}

std::string overdue_words(const std::optional<site::Site>& site, base::Instant finished, base::Instant now) {
    if (!site || !site->every || now - finished <= 2 * *site->every)
        return {};
    return fmt::format("the last run ended at {}, one is due every {}", base::to_rfc3339(finished),
                       base::to_text(*site->every));
}

} // namespace plumbline::cli

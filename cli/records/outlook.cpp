#include "records/outlook.hpp"

namespace plumbline::cli {

Outlook::Outlook(const Recorded& recorded)
    : reader_(*recorded.database, recorded.site), secrecy_(secrecy_of(recorded.database->address())) {}

impact::HostImpact Outlook::impact_on(const catalog::Catalog& proposed,
                                      const catalog::Catalog& current) const {
    const auto last_seen = reader_.last_seen(proposed.host);
    if (!last_seen)
        return {.host = proposed.host};
    return impact::impact_on(proposed, current, *last_seen, secrecy_);
}

} // namespace plumbline::cli

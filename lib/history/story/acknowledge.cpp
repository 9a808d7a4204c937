#include "history/story/acknowledge.hpp"

#include "base/error.hpp"
#include "history/ledger.hpp"
#include "history/story/acknowledgements.hpp"
#include "history/story/open_drift.hpp"

namespace plumbline::history {

Acknowledging acknowledge(Database& database, const std::string& site, const std::string& drift,
                          const drift::Acknowledgement& acknowledgement, base::Instant now) {
    Acknowledging done;
    database.transaction([&] {
        const auto open = find_open(database, site, drift);
        done = {open.id, open.host, open.resource_name, ""};
        done.head = append(database, {"acknowledgement", now, std::nullopt,
                                      acknowledgement_text(open.id, acknowledgement), ""});
    });
    return done;
}

base::Instant parse_until(const std::string& text, base::Instant now) {
    const auto length = base::parse_duration(text);
    const auto until = length ? std::optional<base::Instant>(now + *length) : base::parse_instant(text);
    if (!until)
        base::fail("--until takes a day (2026-12-01), a time (2026-12-01T08:00:00Z) or a duration from now "
                   "(3d), and found '{}'",
                   text);
    if (*until <= now)
        base::fail("--until must lie in the future, found '{}': it is {}", text, base::to_rfc3339(now));
    return *until;
}

} // namespace plumbline::history

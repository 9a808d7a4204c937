#pragma once

#include "alert/settings/settings.hpp"

namespace plumbline::alert {

/// When the quiet hours end that `now` is in; nothing outside of them. Right on the days on which clocks are
/// changed: an hour that does not come counts as the one after it, one that comes twice ends the second time.
[[nodiscard]] std::optional<base::Instant> quiet_until(const QuietHours& hours, base::Instant now);

/// When the next digest after `now` is due: at the full hour; at 08:00; on Monday at 08:00 by the clock of
/// the zone.
[[nodiscard]] base::Instant next_digest(Digest digest, const std::string& zone, base::Instant now);

/// Whether the tz database knows it.
[[nodiscard]] bool is_zone(const std::string& name);

} // namespace plumbline::alert

#pragma once

#include "base/clock.hpp"

#include <string>

namespace plumbline::impact {

/// When a host was last audited, and how long ago that is: "2026-11-20T13:00:02Z (web1, 2h56m ago)".
[[nodiscard]] std::string age_words(base::Instant when, const std::string& host, base::Instant asked);

} // namespace plumbline::impact

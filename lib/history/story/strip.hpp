#pragma once

#include "base/clock.hpp"
#include "history/store/database.hpp"
#include "standard/standard.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::history {

/// What audits saw of a host, of one resource on it, or of a whole site; the worst last. agreed: it is not as
/// the standard says, and a waiver or a change covers that.
enum class Look { none, in_sync, agreed, failed, drift };
[[nodiscard]] std::string_view name(Look look);

/// What one run saw.
struct Sighting {
    base::Instant when;
    Look look = Look::none;
};

/// A part of a strip: the worst that the runs in it saw, `none` where there was none.
struct Cell {
    base::Instant begin;
    Look look = Look::none;
};

/// Days of UTC, or its hours where the time since then is at most two days; the last holds `now`. Pure.
[[nodiscard]] std::vector<Cell> strip(const std::vector<Sighting>& sightings, base::Instant since,
                                      base::Instant now);

/// What to look at; with neither, the whole site.
struct StripSubject {
    std::optional<std::string> host = {};
    std::optional<standard::Identity> resource = {}; ///< on the host
};
/// What the runs since then saw, in their order. One that could not look, or not at all of it, is `failed`
/// unless what it did see drifts. Within Database::snapshot().
[[nodiscard]] std::vector<Sighting> sightings(Database& database, const std::string& site,
                                              const StripSubject& subject, base::Instant since);

} // namespace plumbline::history

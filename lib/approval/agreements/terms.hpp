#pragma once

#include "base/clock.hpp"
#include "inventory/inventory.hpp"
#include "standard/form.hpp"
#include "standard/standard.hpp"

#include <optional>
#include <string_view>

namespace plumbline::approval {

// What agreements have in common: for which hosts and which resource, from when, until when.

/// A time from which something holds, or until which: the last moment not included.
struct Period {
    base::Instant from;
    base::Instant until;
    [[nodiscard]] bool holds(base::Instant at) const { return from <= at && at < until; }
    bool operator==(const Period&) const = default;
};

/// A pattern that judges one host by itself: one that counts hosts is refused.
[[nodiscard]] std::optional<inventory::Pattern> read_pattern(const standard::Text& text,
                                                             base::Diagnostics& diagnostics);
[[nodiscard]] std::optional<inventory::Pattern> require_hosts(standard::Form& form,
                                                              base::Diagnostics& diagnostics);

/// `resource: TYPE:TITLE`, of a type that there is, its title as the type takes it.
[[nodiscard]] std::optional<standard::Identity> require_resource(standard::Form& form,
                                                                 base::Diagnostics& diagnostics);

/// How a day is meant where a time may stand: its beginning, or the whole of it.
enum class Day { begins, whole };
/// A day or a time of RFC 3339, at most ten years from `now`.
[[nodiscard]] std::optional<base::Instant> require_time(standard::Form& form, std::string_view key, Day day,
                                                        base::Instant now, base::Diagnostics& diagnostics);
/// `from` and `until`, of which the day is not included; an end that is not after its beginning is refused.
[[nodiscard]] std::optional<Period> require_period(standard::Form& form, base::Instant now,
                                                   base::Diagnostics& diagnostics);

/// `plumbline: 1`.
void require_language(standard::Form& form, base::Diagnostics& diagnostics);

} // namespace plumbline::approval

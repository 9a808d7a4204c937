#pragma once

#include "alert/memory/memory.hpp"
#include "alert/settings/settings.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plumbline::alert {

/// Brings the outbox into the form in which it leaves: drops what is for services that forget where there is
/// none, lets what is held back go before what is due of the same alert, joins batches, and bounds what could
/// not be delivered. Lines that say what that left out.
[[nodiscard]] std::vector<std::string> prepare(const Settings& settings, Memory& memory, base::Instant now);

/// The channels that a message may go by, the first to be tried first: the carrier of its alert, then those
/// of the destination. Event::unchanged goes only to who forgets, and has the alert.
[[nodiscard]] std::vector<std::string> ways_of(const Settings& settings, const Memory& memory,
                                               const Parcel& parcel);

/// Until when it is tried although it was refused, or has no channel any more: seven days.
[[nodiscard]] base::Instant end_of_patience(const Parcel& parcel);

/// Remembers by which channel of a provider the alert went first.
void note_carrier(const Settings& settings, Memory& memory, const Parcel& parcel, const std::string& channel);

} // namespace plumbline::alert

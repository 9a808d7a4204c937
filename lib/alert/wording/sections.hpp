#pragma once

#include "alert/deciding/round.hpp"

#include <vector>

namespace plumbline::alert {

/// What a message about the alert tells: once for all members that have the same, those that the turn is
/// about first. What was not seen in this run is told as it last was; what is over is marked so. At most 20
/// sections; a last one says how much more there is.
[[nodiscard]] std::vector<Section> sections_of(const Turn& turn, const Round& round);

/// One section for hosts that share a group: facts that are the same are told once, others with the hosts
/// that they are of.
[[nodiscard]] Section merged(const std::vector<Section>& sections);

} // namespace plumbline::alert

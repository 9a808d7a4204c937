#pragma once

#include "alert/deciding/round.hpp"

#include <string>

namespace plumbline::alert {

/// The first line of a message: which host, what, since when.
[[nodiscard]] std::string headline_of(const Turn& turn, const Situation& situation);

} // namespace plumbline::alert

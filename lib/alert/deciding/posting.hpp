#pragma once

#include "alert/deciding/round.hpp"

namespace plumbline::alert {

/// Puts what is to be told into the outbox, and brings the alerts to what will have been told. Services that
/// forget hear of what is silent, too.
void post(Round& round, Memory& memory);

} // namespace plumbline::alert

#pragma once

#include "alert/memory/memory.hpp"
#include "alert/settings/settings.hpp"

#include <vector>

namespace plumbline::alert {

/// What several messages tell, as one: each alert's last word, and of one that opened and ended among them
/// that it is over. The messages are of one destination, in their order.
[[nodiscard]] Message digest_of(const std::vector<Message>& messages, base::Instant now);

/// Puts one parcel in the place of those of one batch that are due. What would overtake another parcel of its
/// alert stays by itself, and so does all of a destination where incidents are tracked.
void join_batches(const Settings& settings, Memory& memory, base::Instant now);

} // namespace plumbline::alert

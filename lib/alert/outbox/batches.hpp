#pragma once

#include "alert/memory/memory.hpp"
#include "alert/settings/settings.hpp"

#include <set>
#include <string>
#include <vector>

namespace plumbline::alert {

/// What several messages tell, as one: each alert's last word, and of one that opened and ended among them
/// that it is over. The messages are of one destination, in their order.
[[nodiscard]] Message digest_of(const std::vector<Message>& messages, base::Instant now);

/// What follows the messages of one destination that were joined follows the one that they became.
void follow(Memory& memory, const std::string& destination, const std::set<std::string>& joined,
            const std::string& id);

/// Puts one parcel in the place of those of one batch that are due. What would overtake another parcel of its
/// alert stays by itself, and so does all of a destination where incidents are tracked.
void join_batches(const Settings& settings, Memory& memory, base::Instant now);

} // namespace plumbline::alert

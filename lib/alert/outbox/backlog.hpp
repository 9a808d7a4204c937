#pragma once

#include "alert/memory/memory.hpp"
#include "alert/settings/settings.hpp"

#include <string>
#include <vector>

namespace plumbline::alert {

/// How many parcels are kept for a destination to which nothing could be delivered.
constexpr std::size_t most_backlog = 200;
/// How many are left of these when there were more.
constexpr std::size_t left_of_backlog = 100;

/// What is too much becomes less, the oldest first: one message that says how many it stands for, of which
/// time, and how each alert stands; where alerts are known by their keys, of each its last message, and
/// nothing of one that began and ended meanwhile. A line for each destination where that was so.
[[nodiscard]] std::vector<std::string> bound(const Settings& settings, Memory& memory, base::Instant now);

} // namespace plumbline::alert

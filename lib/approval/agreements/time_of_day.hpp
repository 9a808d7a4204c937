#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace plumbline::approval {

/// "22:00", after midnight; nothing for what is no time of a day.
[[nodiscard]] std::optional<std::chrono::minutes> parse_time_of_day(std::string_view text);

} // namespace plumbline::approval

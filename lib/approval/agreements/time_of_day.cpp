#include "approval/agreements/time_of_day.hpp"

#include "base/text.hpp"

namespace plumbline::approval {

std::optional<std::chrono::minutes> parse_time_of_day(std::string_view text) {
    if (text.size() != 5 || text[2] != ':')
        return std::nullopt;
    const auto hours = base::to_integer<unsigned>(text.substr(0, 2));
    const auto minutes = base::to_integer<unsigned>(text.substr(3));
    if (!hours || !minutes || *hours > 23 || *minutes > 59)
        return std::nullopt;
    return std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
}

} // namespace plumbline::approval

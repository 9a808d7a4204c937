#include "history/story/flapping.hpp"

#include <set>

namespace plumbline::history {

std::size_t flaps(const std::vector<Turn>& turns, base::Instant now) {
    const auto horizon = now - flapping_memory;
    std::set<std::string> left; // values that it had within the time, and not any more
    std::size_t returns = 0;
    for (std::size_t i = 0; i < turns.size(); ++i) {
        const bool moved = i > 0 && turns[i].value != turns[i - 1].value;
        if (turns[i].when < horizon)
            continue;
        if (moved)
            left.insert(turns[i - 1].value);
        if (moved && left.contains(turns[i].value))
            ++returns;
    }
    return returns < least_returns ? 0 : returns;
}

} // namespace plumbline::history

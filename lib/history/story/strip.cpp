#include "history/story/strip.hpp"

#include <algorithm>

namespace plumbline::history {
namespace {

using Length = std::chrono::seconds;
constexpr Length an_hour{3600};
constexpr Length a_day{86'400};

base::Instant floored(base::Instant when, Length length) {
    const auto since_epoch = std::chrono::floor<Length>(when.time_since_epoch());
    return base::Instant(since_epoch - since_epoch % length);
}

} // namespace

std::string_view name(Look look) {
    switch (look) {
    case Look::none:
        return "not-audited";
    case Look::in_sync:
        return "in-sync";
    case Look::agreed:
        return "agreed";
    case Look::failed:
        return "failed";
    case Look::drift:
        return "drift";
    }
    return "not-audited";
}

std::vector<Cell> strip(const std::vector<Sighting>& sightings, base::Instant since, base::Instant now) {
    const auto length = now - since <= 2 * a_day ? an_hour : a_day;
    std::vector<Cell> cells;
    for (auto begin = floored(since, length); begin <= now; begin += length)
        cells.push_back({begin, Look::none});
    for (const auto& sighting : sightings) {
        if (sighting.when < since || sighting.when > now)
            continue;
        const auto number = (sighting.when - cells.front().begin) / length;
        auto& look = cells.at(static_cast<std::size_t>(number)).look;
        look = std::max(look, sighting.look);
    }
    return cells;
}

} // namespace plumbline::history

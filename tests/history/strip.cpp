#include "history/story/strip.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using history::Look;
using std::chrono::hours;

namespace {

/// 2025-11-21T04:40:00Z
const base::Instant now{std::chrono::seconds(1'763'700'000)};

std::string drawn(const std::vector<history::Cell>& cells) {
    std::string line;
    for (const auto& cell : cells)
        line += cell.look == Look::none ? '_' : history::name(cell.look).front();
    return line;
}

} // namespace

TEST_CASE("a strip has a cell a day, and the worst of it") {
    const std::vector<history::Sighting> sightings{
        {now - hours(24 * 9), Look::drift}, // before it begins
        {now - hours(24 * 5), Look::in_sync},
        {now - hours(24 * 3), Look::in_sync},
        {now - hours(24 * 3 - 1), Look::failed},
        {now - hours(24 * 2), Look::failed},
        {now - hours(24 * 2 - 2), Look::drift},
        {now - hours(24 * 2 - 3), Look::in_sync},
        {now, Look::in_sync},
    };
    const auto cells = history::strip(sightings, now - hours(24 * 7), now);
    CHECK(drawn(cells) == "__i_fd_i");
    CHECK(base::to_rfc3339(cells.front().begin) == "2025-11-14T00:00:00Z");
    CHECK(base::to_rfc3339(cells.back().begin) == "2025-11-21T00:00:00Z");
}

TEST_CASE("a strip of two days or less has a cell an hour") {
    const std::vector<history::Sighting> sightings{
        {now - hours(3), Look::drift}, {now - std::chrono::minutes(41), Look::in_sync}, {now, Look::failed}};
    CHECK(drawn(history::strip(sightings, now - hours(4), now)) == "_d_if");
    CHECK(history::strip({}, now - hours(48), now).size() == 49);
    CHECK(history::strip({}, now - hours(49), now).size() == 3);
}

#include "history/story/flapping.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace plumbline;
using std::chrono::hours;

namespace {

const base::Instant now{std::chrono::seconds(1'763'700'000)};

/// A turn for each letter, one an hour, the last an hour ago.
std::vector<history::Turn> turns(const std::string& letters, hours before = hours(0)) {
    std::vector<history::Turn> all;
    auto ago = hours(letters.size());
    for (const char letter : letters)
        all.push_back({now - before - ago--, std::string(1, letter)});
    return all;
}

} // namespace

TEST_CASE("what comes back to where it was twice flaps") {
    const auto [letters, expected] = GENERATE(table<std::string, std::size_t>({
        {"", 0},
        {"A", 0},
        {"AB", 0},
        {"ABA", 0},  // drifted and repaired
        {"ABAC", 0}, // and another drift
        {"ABAB", 2},
        {"ABABA", 3},
        {"ABCA", 0},
        {"ABCABC", 3},
        {"ABCDEF", 0},
        {"AABBA", 0}, // the same value seen again is no return
        {"AABBAABB", 2},
    }));
    CAPTURE(letters);
    CHECK(history::flaps(turns(letters), now) == expected);
}

TEST_CASE("returns count for two weeks") {
    const auto days = [](int count) { return hours(24 * count); };
    CHECK(history::flaps(turns("ABAB", days(13)), now) == 2);
    CHECK(history::flaps(turns("ABAB", days(14)), now) == 0);
    // a value that was left in that time is known, however long it had lasted
    auto old = turns("BAB");
    old.insert(old.begin(), {now - days(300), "A"});
    CHECK(history::flaps(old, now) == 2);
    // one that was left before it is not
    const std::vector<history::Turn> far{
        {now - days(300), "A"}, {now - days(20), "B"}, {now - days(3), "A"}, {now - days(2), "B"}};
    CHECK(history::flaps(far, now) == 0);
}

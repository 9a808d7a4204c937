#include "base/clock.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::base;
using namespace std::chrono_literals;

TEST_CASE("an instant is written in UTC as RFC 3339 has it") {
    CHECK(to_rfc3339(Instant(std::chrono::seconds(1'795'179'602))) == "2026-11-20T13:00:02Z");
    CHECK(to_rfc3339(Instant(0s)) == "1970-01-01T00:00:00Z");
}

TEST_CASE("durations are read and written") {
    const auto [text, milliseconds] = GENERATE(table<std::string, int>(
        {{"90s", 90'000}, {"10m", 600'000}, {"1h30m", 5'400'000}, {"500ms", 500}, {"2d", 172'800'000}}));
    CHECK(parse_duration(text) == Milliseconds(milliseconds));
    CHECK(parse_duration(to_text(Milliseconds(milliseconds))) == Milliseconds(milliseconds));
}

TEST_CASE("the shortest text of a duration") {
    CHECK(to_text(90'000ms) == "1m30s");
    CHECK(to_text(0ms) == "0s");
}

TEST_CASE("what is no duration is nothing") {
    const auto* text = GENERATE("", "10", "s", "-5s", "1.5h", "10 s", "5w", "999999999999d", "401d");
    CHECK_FALSE(parse_duration(text));
}

TEST_CASE("a deadline that is over has nothing left") {
    CHECK(Deadline::after(0ms).passed());
    CHECK(Deadline::after(0ms).remaining_ms() == 0);
    CHECK_FALSE(Deadline::after(1h).passed());
    CHECK(Deadline::earlier(Deadline::after(1h), Deadline::after(0ms)).passed());
}

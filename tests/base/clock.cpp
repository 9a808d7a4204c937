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

TEST_CASE("a day or a time of RFC 3339 is an instant, and nothing else is") {
    const auto read = [](std::string_view text) {
        const auto instant = parse_instant(text);
        return instant ? to_rfc3339(*instant) : "none";
    };
    const std::vector<std::pair<std::string, std::string>> cases{
        {"2026-12-01", "2026-12-01T00:00:00Z"},
        {"2028-02-29", "2028-02-29T00:00:00Z"},
        {"2026-12-01T08:00:00Z", "2026-12-01T08:00:00Z"},
        {"2026-12-01 08:00:00z", "2026-12-01T08:00:00Z"},
        {"2026-12-01T08:00:00.250Z", "2026-12-01T08:00:00Z"},
        {"2026-12-01T00:30:00+01:00", "2026-11-30T23:30:00Z"},
        {"2026-12-01T23:30:00-05:30", "2026-12-02T05:00:00Z"},
        {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
        {"", "none"},
        {"2026-02-29", "none"},
        {"2026-13-01", "none"},
        {"2026-1-1", "none"},
        {"26-12-01", "none"},
        {"+026-12-01", "none"},
        {"2026-12-01T08:00:00", "none"},
        {"2026-12-01T24:00:00Z", "none"},
        {"2026-12-01T08:61:00Z", "none"},
        {"2026-12-01T08:00:00.Z", "none"},
        {"2026-12-01T08:00:00+1:00", "none"},
        {"2026-12-01T08:00:00Z ", "none"},
        {"2026-12-01Z", "none"},
        {"01.12.2026", "none"},
        {"tomorrow", "none"},
    };
    for (const auto& [text, instant] : cases) {
        INFO(text);
        CHECK(read(text) == instant);
    }
}

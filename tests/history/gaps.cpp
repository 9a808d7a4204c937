#include "history/story/gaps.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>

using namespace plumbline;
using std::chrono::minutes;

namespace {

const base::Instant begin{std::chrono::seconds(1'763'700'000)};

base::Instant at(int minute) {
    return begin + minutes(minute);
}

/// A run that began at that minute; a negative one never finished.
std::vector<history::Beat> runs(const std::vector<int>& begun) {
    std::vector<history::Beat> all;
    for (const int minute : begun) {
        const auto started = at(std::abs(minute));
        all.push_back({fmt::format("R{}", std::abs(minute)), started,
                       minute < 0 ? std::nullopt : std::optional(started + minutes(2))});
    }
    return all;
}

std::string told(const std::vector<history::Gap>& gaps) {
    std::string text;
    const auto minute = [](base::Instant instant) {
        return std::chrono::duration_cast<minutes>(instant - begin).count();
    };
    for (const auto& gap : gaps)
        text += fmt::format("{}-{}: {} missed{}{} | ", minute(gap.after),
                            gap.before ? std::to_string(minute(*gap.before)) : "now", gap.missed,
                            gap.interrupted.empty() ? "" : ", interrupted ", fmt::join(gap.interrupted, " "));
    return text;
}

} // namespace

TEST_CASE("gaps are where a run was due and none finished") {
    const auto [begun, now, expected] = GENERATE(table<std::vector<int>, int, std::string>({
        {{}, 1000, ""},
        {{0, 60, 120}, 130, ""},
        {{0, 60, 120}, 210, ""}, // late by half
        {{0, 60, 120}, 211, "120-now: 1 missed | "},
        {{0, 60, 120}, 400, "120-now: 4 missed | "},
        {{0, 90, 150}, 160, ""},
        {{0, 91, 150}, 160, "0-91: 1 missed | "},
        {{0, 240, 300}, 310, "0-240: 3 missed | "},
        {{0, -60, 120}, 130, "0-120: 1 missed, interrupted R60 | "},
        {{0, 60, -120}, 160, ""}, // still running, as far as is known
        {{0, 60, -120}, 211, "60-now: 2 missed, interrupted R120 | "},
        {{-10, 60, 120}, 130, ""}, // before the first that finished nothing is missed
        {{0, 60, 65, 120, 400}, 410, "120-400: 4 missed | "}, // one by hand between
    }));
    CAPTURE(begun, now);
    CHECK(told(history::gaps(runs(begun), base::Milliseconds(3'600'000), at(now))) == expected);
}

#include "audit/pace.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::audit;
using namespace std::chrono_literals;

namespace {

const plumbline::base::Monotonic start{1000s};

} // namespace

TEST_CASE("no more than so many visits go through one gate at a time") {
    Pace pace({.new_per_second = 1000, .per_gate = 2});
    const std::vector<std::string> jump{"jump"};
    pace.begin(jump, start);
    pace.begin(jump, start + 10ms);
    CHECK_FALSE(pace.may_begin(jump, start + 1s));
    CHECK(pace.may_begin({"elsewhere"}, start + 1s));
    CHECK_FALSE(pace.may_begin({"elsewhere", "jump"}, start + 1s));
    pace.end(jump);
    CHECK(pace.may_begin(jump, start + 1s));
}

TEST_CASE("the rate of new visits holds over any length of time") {
    Pace pace({.new_per_second = 100, .per_gate = 8});
    std::size_t begun = 0;
    for (auto now = start; now < start + 10s; now += 1ms) {
        while (pace.may_begin({}, now)) {
            pace.begin({}, now);
            ++begun;
        }
    }
    CHECK(begun >= 1000);
    CHECK(begun <= 1011);
}

TEST_CASE("time in which nothing was begun is not made up for in a burst") {
    Pace pace({.new_per_second = 100, .per_gate = 8});
    pace.begin({}, start);
    std::size_t burst = 0;
    while (pace.may_begin({}, start + 60s)) {
        pace.begin({}, start + 60s);
        ++burst;
    }
    CHECK(burst <= 11);
}

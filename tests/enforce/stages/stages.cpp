#include "enforce/stages/stages.hpp"

#include "base/error.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace plumbline;
using enforce::HostOutcome;
using enforce::Outcome;
using enforce::Rollout;
using Names = std::vector<std::string>;
using Sizes = std::vector<std::size_t>;

namespace {

plan::Plan plan_of(const Names& hosts) {
    plan::Plan plan;
    for (const auto& name : hosts) {
        plan::HostPlan host;
        host.name = name;
        plan.hosts.push_back(host);
    }
    return plan;
}

Names names_of(const plan::Plan& plan) {
    Names names;
    for (const auto& host : plan.hosts)
        names.push_back(host.name);
    return names;
}

/// A fleet on which some hosts fail, and what was done with it, in order.
struct Fleet {
    Names failing = {};
    std::string objecting = {}; ///< the stage with this host does not stand
    bool is_stopped = false;    ///< while a stage bakes
    Names done = {};

    enforce::StageCalls calls() {
        return {
            .begins =
                [this](std::size_t stage, std::size_t stages, const plan::Plan&) {
                    done.push_back(fmt::format("stage {} of {}", stage, stages));
                },
            .put_right =
                [this](const plan::Plan& stage) {
                    std::vector<HostOutcome> outcomes;
                    for (const auto& name : names_of(stage)) {
                        done.push_back(name);
                        const bool fails = std::ranges::find(failing, name) != failing.end();
                        outcomes.push_back({.name = name, .error = fails ? "connect: refused" : ""});
                    }
                    return outcomes;
                },
            .bake =
                [this](std::chrono::seconds time) {
                    done.push_back(fmt::format("bake {}", time.count()));
                    return !is_stopped;
                },
            .check =
                [this](const plan::Plan& stage) {
                    done.push_back(fmt::format("check {}", fmt::join(names_of(stage), " ")));
                    for (const auto& name : names_of(stage))
                        if (name == objecting)
                            return name + " is ill";
                    return std::string();
                },
        };
    }
};

} // namespace

TEST_CASE("stages are said in hosts, in shares and with what is left") {
    struct Row {
        std::string text;
        std::size_t hosts;
        Sizes sizes;
    };
    const auto row = GENERATE(Row{"1,2,4,rest", 20, {1, 2, 4, 0}}, Row{"rest", 20, {0}}, Row{"3", 20, {3}},
                              Row{"1,10%,rest", 20, {1, 2, 0}}, Row{"1%,rest", 20, {1, 0}},
                              Row{"100%", 7, {7}}, Row{"50%,rest", 3, {1, 0}});
    CHECK(enforce::parse_stages(row.text, row.hosts) == row.sizes);
}

TEST_CASE("what is no stage is refused with what one is") {
    struct Row {
        std::string text;
        std::string message;
    };
    const std::string expected = "expected how many hosts it has (2), a share (10%) or rest";
    const auto row = GENERATE_COPY(
        Row{"", "'' is no stage: " + expected}, Row{"0", "'0' is no stage: " + expected},
        Row{"1,,2", "'' is no stage: " + expected}, Row{"-1", "'-1' is no stage: " + expected},
        Row{"101%", "'101%' is no stage: " + expected}, Row{"0%", "'0%' is no stage: " + expected},
        Row{"1,two", "'two' is no stage: " + expected},
        Row{"99999999999999999999", "'99999999999999999999' is no stage: " + expected},
        Row{"rest,1", "'1' comes after rest, and nothing is left for it: expected 1,2,4,rest"});
    CHECK_THROWS_WITH(enforce::parse_stages(row.text, 10), row.message);
}

TEST_CASE("stage after stage, each baked and checked, and the last one checked") {
    Fleet fleet;
    const auto rolled = enforce::roll_out(
        plan_of({"a", "b", "c", "d"}), {.sizes = {1, 2, 0}, .bake = std::chrono::seconds(9)}, fleet.calls());
    CHECK(rolled.stopped.empty());
    CHECK(rolled.untouched.empty());
    CHECK(rolled.stage == Names{"d"});
    CHECK(rolled.outcomes.size() == 4);
    CHECK(fleet.done == Names{"stage 1 of 3", "a", "bake 9", "check a", "stage 2 of 3", "b", "c", "bake 9",
                              "check b c", "stage 3 of 3", "d", "check d"});
}

TEST_CASE("without stages all hosts are one") {
    Fleet fleet;
    const auto rolled =
        enforce::roll_out(plan_of({"a", "b"}), {.bake = std::chrono::seconds(9)}, fleet.calls());
    CHECK(fleet.done == Names{"stage 1 of 1", "a", "b", "check a b"});
    CHECK(rolled.stage == Names{"a", "b"});
}

TEST_CASE("what is left beyond the last stage is not touched") {
    Fleet fleet;
    const auto rolled = enforce::roll_out(plan_of({"a", "b", "c"}), {.sizes = {1, 1}}, fleet.calls());
    CHECK(rolled.stopped.empty());
    CHECK(rolled.untouched == Names{"c"});
}

TEST_CASE("the first surprise is the last stage") {
    struct Row {
        Fleet fleet;
        Rollout rollout;
        std::string stopped;
        Names untouched;
        std::string last; ///< that was done
    };
    const auto row = GENERATE(
        Row{{.failing = {"b"}},
            {.sizes = {1, 1, 0}},
            "after stage 2 of 3: 1 host failed, 0 may",
            {"c", "d"},
            "b"},
        Row{{.failing = {"a", "b"}},
            {.sizes = {2, 0}, .max_failures = 1},
            "after stage 1 of 2: 2 hosts failed, 1 may",
            {"c", "d"},
            "b"},
        Row{{.failing = {"a", "c"}},
            {.sizes = {1, 1, 1, 0}, .max_failures = 1},
            "after stage 3 of 4: 2 hosts failed, 1 may",
            {"d"},
            "c"},
        Row{{.objecting = "a"},
            {.sizes = {1, 0}},
            "after stage 1 of 2: a is ill",
            {"b", "c", "d"},
            "check a"},
        Row{{.objecting = "d"}, {.sizes = {1, 0}}, "after stage 2 of 2: d is ill", {}, "check b c d"},
        Row{{.is_stopped = true},
            {.sizes = {1, 0}, .bake = std::chrono::seconds(1)},
            "after stage 1 of 2: it was stopped by hand",
            {"b", "c", "d"},
            "bake 1"});
    auto fleet = row.fleet;
    const auto rolled = enforce::roll_out(plan_of({"a", "b", "c", "d"}), row.rollout, fleet.calls());
    CHECK(rolled.stopped == row.stopped);
    CHECK(rolled.untouched == row.untouched);
    CHECK(fleet.done.back() == row.last);
}

TEST_CASE("a host that may fail is not checked, and neither is a stage of such hosts") {
    Fleet fleet{.failing = {"a", "c"}};
    const auto rolled =
        enforce::roll_out(plan_of({"a", "b", "c"}), {.sizes = {2, 0}, .max_failures = 2}, fleet.calls());
    CHECK(rolled.stopped.empty());
    CHECK(fleet.done == Names{"stage 1 of 2", "a", "b", "check b", "stage 2 of 2", "c"});
}

TEST_CASE("a host of which something was refused or failed has failed, and so has one whose restart did") {
    const auto with = [](Outcome resource, Outcome refresh) {
        HostOutcome host{.name = "a"};
        host.resources.push_back({.id = {"file", "/etc/motd"}, .outcome = resource});
        host.refreshes.push_back({.id = {"service", "ssh"}, .outcome = refresh});
        return host.succeeded();
    };
    CHECK(with(Outcome::applied, Outcome::skipped));
    CHECK(with(Outcome::already, Outcome::applied));
    CHECK_FALSE(with(Outcome::refused, Outcome::skipped));
    CHECK_FALSE(with(Outcome::failed, Outcome::skipped));
    CHECK_FALSE(with(Outcome::applied, Outcome::failed));
}

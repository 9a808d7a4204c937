#include "audit/pool.hpp"

#include "transport/resolver.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace plumbline;
using namespace std::chrono_literals;
using audit::Confinement;
using transport::Failure;
using transport::Output;
using transport::Stage;

namespace {

struct Delivered {
    std::map<std::size_t, transport::Outcome> outcomes;
    std::size_t calls = 0;
};

/// What becomes of the hosts' scripts on this machine, in their workers' shells; `next` says what each is
/// asked next.
template <typename Deliver>
void run_with(const std::vector<std::string>& scripts, audit::PoolLimits limits,
              const transport::Limits& worker_limits, const Deliver& deliver,
              const std::vector<std::string>& gates = {}) {
    std::vector<transport::Destination> destinations(scripts.size());
    for (std::size_t i = 0; i < scripts.size(); ++i) {
        destinations[i].host = "host" + std::to_string(i);
        destinations[i].choice = transport::Choice::local;
    }
    transport::Resolver resolver;
    limits.pace.new_per_second = 10'000;
    audit::Pool pool({destinations, resolver, worker_limits}, limits);
    pool.run(
        std::vector<audit::Visit>(scripts.size(), {gates, Confinement::local}),
        [&](std::size_t host) { return scripts[host]; }, deliver, [] { return false; });
}

/// Runs each script, once.
Delivered run_scripts(const std::vector<std::string>& scripts, const audit::PoolLimits& limits = {},
                      const transport::Limits& worker_limits = {}) {
    Delivered delivered;
    run_with(scripts, limits, worker_limits,
             [&](std::size_t host, transport::Outcome outcome, double) -> std::optional<std::string> {
                 delivered.outcomes.insert_or_assign(host, std::move(outcome));
                 ++delivered.calls;
                 return std::nullopt;
             });
    return delivered;
}

std::string told(const transport::Outcome& outcome) {
    if (const auto* output = std::get_if<Output>(&outcome))
        return output->bytes;
    const auto& failure = std::get<Failure>(outcome);
    return std::string(name(failure.stage)) + ": " + failure.message;
}

using Told = std::map<std::size_t, std::vector<std::string>>;

/// Runs the first scripts, and after each answer the same host's second; what came of them, by host.
Told converse(const std::vector<std::string>& firsts, const std::vector<std::string>& seconds,
              const audit::PoolLimits& limits = {}, const transport::Limits& worker_limits = {},
              const std::vector<std::string>& gates = {}) {
    Told all;
    run_with(
        firsts, limits, worker_limits,
        [&](std::size_t host, const transport::Outcome& outcome, double) -> std::optional<std::string> {
            all[host].push_back(told(outcome));
            if (all[host].size() > 1 || seconds[host].empty())
                return std::nullopt;
            return seconds[host];
        },
        gates);
    return all;
}

} // namespace

TEST_CASE("every host is visited once, however few the workers") {
    std::vector<std::string> scripts;
    for (int i = 0; i < 40; ++i)
        scripts.push_back("echo answer " + std::to_string(i) + "\n");
    const auto delivered = run_scripts(scripts, {.parallel = 3});
    CHECK(delivered.calls == 40);
    for (std::size_t i = 0; i < scripts.size(); ++i)
        CHECK(std::get<Output>(delivered.outcomes.at(i)).bytes == "answer " + std::to_string(i) + "\n");
}

TEST_CASE("a host that kills its worker costs that worker, not the run") {
    const auto delivered =
        run_scripts({"kill -KILL $PPID; sleep 5\n", "echo fine\n", "echo too\n"}, {.parallel = 1});
    const auto& failure = std::get<Failure>(delivered.outcomes.at(0));
    CHECK(failure.stage == Stage::channel);
    CHECK(failure.message ==
          "the worker for this host died: what the host sent may have broken the ssh library; try "
          "--transport ssh");
    CHECK(std::get<Output>(delivered.outcomes.at(1)).bytes == "fine\n");
    CHECK(std::get<Output>(delivered.outcomes.at(2)).bytes == "too\n");
}

TEST_CASE("a worker that stands still past its host's deadline is killed") {
    audit::PoolLimits limits{.parallel = 2};
    limits.host = -4800ms; // the grace of 5 s is the parent's own: 200 ms are left
    const auto delivered = run_scripts({"kill -STOP $PPID\n", "echo fine\n"}, limits);
    CHECK(std::get<Failure>(delivered.outcomes.at(0)).stage == Stage::deadline);
    CHECK(std::get<Output>(delivered.outcomes.at(1)).bytes == "fine\n");
}

TEST_CASE("when the run is over its deadline, hosts that are not finished say so") {
    audit::PoolLimits limits{.parallel = 1};
    limits.run = 300ms;
    const auto delivered = run_scripts({"sleep 30\n", "echo never\n"}, limits);
    CHECK(delivered.calls == 2);
    for (const std::size_t host : {std::size_t{0}, std::size_t{1}})
        CHECK(std::get<Failure>(delivered.outcomes.at(host)).message ==
              "not audited: the run was over its deadline of 300ms; raise limits.run or limits.parallel");
}

TEST_CASE("an interruption ends the run without the rest") {
    std::vector<transport::Destination> destinations(1);
    destinations[0].choice = transport::Choice::local;
    transport::Resolver resolver;
    audit::Pool pool({destinations, resolver, {}}, {});
    std::size_t calls = 0;
    pool.run(
        {{{}, Confinement::local}}, [](std::size_t) { return "sleep 30\n"; },
        [&](std::size_t, const transport::Outcome&, double) {
            ++calls;
            return std::nullopt;
        },
        [] { return true; });
    CHECK(calls == 0);
}

TEST_CASE("a host that is asked more answers on, and the others are not disturbed") {
    std::vector<std::string> firsts, seconds;
    Told wanted;
    for (std::size_t i = 0; i < 30; ++i) {
        firsts.push_back("echo first\n");
        seconds.push_back(i % 3 == 0 ? "echo second " + std::to_string(i) + "\n" : "");
        wanted[i] = {"first\n"};
        if (i % 3 == 0)
            wanted[i].push_back("second " + std::to_string(i) + "\n");
    }
    CHECK(converse(firsts, seconds, {.parallel = 4}) == wanted);
}

TEST_CASE("a host that fails is not asked more, whatever the caller says") {
    transport::Limits limits;
    limits.probe = 200ms;
    CHECK(converse({"sleep 30\n"}, {"echo second\n"}, {}, limits) ==
          Told{{0, {"probe: this machine did not finish within 200ms"}}});
}

TEST_CASE("a worker that dies of a further question costs that question alone") {
    CHECK(
        converse({"echo first\n", "echo fine\n"}, {"kill -KILL $PPID; sleep 5\n", ""}, {.parallel = 1}) ==
        Told{{0,
              {"first\n",
               "channel: the worker for this host died: what the host sent may have broken the ssh library; "
               "try --transport ssh"}},
             {1, {"fine\n"}}});
}

TEST_CASE("a host's deadline is over all of its questions") {
    audit::PoolLimits limits{.parallel = 2};
    limits.host = -4000ms; // the grace of 5 s is the parent's own: 1 s is left
    CHECK(converse({"echo first\n", "echo fine\n"}, {"kill -STOP $PPID\n", "echo more\n"}, limits) ==
          Told{{0, {"first\n", "deadline: not finished within 0s; raise limits.host if the host is slow"}},
               {1, {"fine\n", "more\n"}}});
}

TEST_CASE("when the run is over its deadline, a further question fails and the first answer stays") {
    audit::PoolLimits limits{.parallel = 1};
    limits.run = 600ms;
    const std::string late =
        "deadline: not audited: the run was over its deadline of 600ms; raise limits.run or limits.parallel";
    CHECK(converse({"echo first\n", "echo never\n"}, {"sleep 30\n", ""}, limits) ==
          Told{{0, {"first\n", late}}, {1, {late}}});
}

TEST_CASE("a host counts at its gates until it has answered everything") {
    audit::PoolLimits limits{.parallel = 4};
    limits.pace.per_gate = 1;
    std::vector<std::size_t> order;
    run_with({"echo a\n", "echo b\n", "echo c\n"}, limits, {},
             [&](std::size_t host, const transport::Outcome&, double) -> std::optional<std::string> {
                 order.push_back(host);
                 if (std::count(order.begin(), order.end(), host) > 1)
                     return std::nullopt;
                 return "sleep 0.1\n";
             },
             {"one address"});
    CHECK(order == std::vector<std::size_t>{0, 0, 1, 1, 2, 2});
}

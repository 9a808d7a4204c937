#include "audit/pool.hpp"

#include "transport/resolver.hpp"

#include <catch2/catch.hpp>

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

/// Runs each script on this machine, in a worker's shell.
Delivered run_scripts(const std::vector<std::string>& scripts, audit::PoolLimits limits = {},
                      transport::Limits worker_limits = {}) {
    std::vector<transport::Destination> destinations(scripts.size());
    for (std::size_t i = 0; i < scripts.size(); ++i) {
        destinations[i].host = "host" + std::to_string(i);
        destinations[i].choice = transport::Choice::local;
    }
    transport::Resolver resolver;
    limits.pace.new_per_second = 10'000;
    audit::Pool pool({destinations, resolver, worker_limits}, limits);
    Delivered delivered;
    pool.run(
        std::vector<audit::Visit>(scripts.size(), {{}, Confinement::local}),
        [&](std::size_t host) { return scripts[host]; },
        [&](std::size_t host, transport::Outcome outcome, double) {
            delivered.outcomes.insert_or_assign(host, std::move(outcome));
            ++delivered.calls;
        },
        [] { return false; });
    return delivered;
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
        [&](std::size_t, const transport::Outcome&, double) { ++calls; }, [] { return true; });
    CHECK(calls == 0);
}

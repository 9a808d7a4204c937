#include "alert/deciding/model.hpp"
#include "alert/memory/json.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <random>

// Some hundred random histories, held against a plain model.

using namespace plumbline;
using namespace plumbline::test;

namespace {

constexpr std::size_t unreachable_after = 2;
constexpr std::chrono::hours escalate_after{3};

class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    [[nodiscard]] std::size_t below(std::size_t count) { return engine_() % count; }
    [[nodiscard]] bool once_in(std::size_t count) { return below(count) == 0; }

private:
    std::mt19937 engine_;
};

std::vector<PlainRoute> random_routes(Dice& dice) {
    const std::vector<std::string> destinations{"chat", "oncall", "second"};
    std::vector<PlainRoute> routes;
    for (std::size_t i = 0; i <= dice.below(3); ++i) {
        PlainRoute route;
        route.severity = static_cast<Severity>(dice.below(5));
        if (dice.once_in(2))
            for (const auto trigger : {Trigger::new_, Trigger::mutated, Trigger::unreachable})
                if (dice.once_in(2))
                    route.events.insert(trigger);
        if (dice.once_in(3))
            route.host = "web1";
        route.to = {destinations[dice.below(3)]};
        if (dice.once_in(3) && route.to.front() != "second")
            route.to.push_back("second");
        route.goes_on = dice.once_in(2);
        routes.push_back(route);
    }
    return routes;
}

std::vector<Route> routes_of(const std::vector<PlainRoute>& plain) {
    std::vector<Route> routes;
    for (const auto& from : plain) {
        auto route = to(from.to);
        route.name = fmt::format("route {}", routes.size());
        route.severity = from.severity;
        route.events = from.events;
        if (!from.host.empty())
            route.hosts = inventory::Pattern(from.host);
        route.goes_on = from.goes_on;
        route.escalate = {{escalate_after, {"seniors"}}};
        routes.push_back(std::move(route));
    }
    return routes;
}

/// What is wrong on the site, looked at or not.
class Site {
public:
    explicit Site(Dice& dice) : dice_(dice) {}

    void live() {
        for (const auto& host : hosts_)
            for (const auto* title : {"/a", "/b", "/c"})
                if (dice_.once_in(4))
                    move({host, std::string("file:") + title});
        if (dice_.once_in(8))
            hosts_.erase("web4");
        else if (dice_.once_in(4))
            hosts_.insert("web4");
    }
    void mend() { wrong_.clear(); }

    /// A run over it, as the model and as a report has it.
    [[nodiscard]] PlainRun run(report::Report& report, bool perfect) {
        PlainRun run;
        report.run.partial = !perfect && dice_.once_in(4);
        run.all_resources = perfect || !dice_.once_in(5);
        if (!run.all_resources)
            report.run.tags = {"login"};
        for (const auto& host : std::set<std::string>{"web1", "web2", "web3", "web4"})
            if (!hosts_.contains(host)) {
                if (!report.run.partial && run.all_resources)
                    run.gone.insert(host);
            } else if (!report.run.partial || dice_.once_in(2)) {
                look(host, run, report, perfect);
            }
        return run;
    }

private:
    void move(const Thing& thing) {
        static const std::map<std::string, Severity> severities{
            {"file:/a", Severity::low}, {"file:/b", Severity::high}, {"file:/c", Severity::critical}};
        if (dice_.once_in(3)) {
            wrong_.erase(thing);
            return;
        }
        wrong_[thing] = {.severity = severities.at(thing.second),
                         .mode = dice_.once_in(2) ? "0600" : "0666",
                         .taken = dice_.once_in(3)};
    }

    void look(const std::string& name, PlainRun& run, report::Report& report, bool perfect) {
        if (!perfect && dice_.once_in(4)) {
            run.failed.insert(name);
            report.hosts.push_back(unreachable(name));
            return;
        }
        run.reached.insert(name);
        std::vector<MadeFinding> findings;
        for (const auto& [thing, state] : wrong_) {
            const auto& [host, resource] = thing;
            if (host != name || (!run.all_resources && resource != "file:/a"))
                continue;
            run.wrong.emplace(thing, state);
            auto past = past_since(noon());
            if (state.taken)
                past.acknowledged = drift::Acknowledgement{"carol", "", {}};
            findings.push_back(
                {.title = resource.substr(5), .mode = state.mode, .severity = state.severity, .past = past});
        }
        report.hosts.push_back(test::host(name, findings));
    }

    Dice& dice_;
    std::set<std::string> hosts_{"web1", "web2", "web3"};
    std::map<Thing, PlainRun::State> wrong_;
};

} // namespace

TEST_CASE("whatever happens, each thing is told once, its end once, and nothing else") {
    constexpr unsigned histories = 120;
    constexpr int runs = 20;
    std::size_t told = 0;
    for (unsigned seed = 0; seed < histories; ++seed) {
        Dice dice(seed);
        const auto routes = random_routes(dice);
        World world(routes_of(routes));
        world.settings.unreachable_after = unreachable_after;
        world.settings.storm = 1 + dice.below(4);
        Model model(routes, unreachable_after, escalate_after);
        Site site(dice);
        for (int i = 0; i <= runs; ++i) {
            const bool last = i == runs;
            if (last)
                site.mend();
            else if (!dice.once_in(3))
                site.live();
            auto report = world.report_of({});
            const auto run = site.run(report, last);
            const auto now = world.now;
            const auto lines = world.run_of(report);
            INFO("history " << seed << ", run " << i << ":\n" << fmt::format("{}", fmt::join(lines, "\n")));
            const auto wrong = model.check(run, now, world.last);
            REQUIRE(wrong == std::vector<std::string>{});
            if (i % 5 == 0)
                REQUIRE(alert::memory_from_json(alert::to_json(world.memory)) == world.memory);
            told += lines.size();
        }
        INFO("history " << seed);
        REQUIRE(world.memory.open.empty());
        REQUIRE(world.memory.seen.empty());
    }
    CHECK(told > 1000); // the histories are worth it
}

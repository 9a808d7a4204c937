#include "history/days.hpp"
#include "history/reading/fleet.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <algorithm>

using namespace plumbline;
using history::DriftSpan;
using history::RunTime;
using std::chrono::hours;

namespace {

/// 2025-11-20T22:00:00Z
const base::Instant evening{std::chrono::seconds(1'763'676'000)};

/// "20: 2 open +2 -0" a day.
std::string told(const report::Days& days) {
    std::string lines;
    for (const auto& day : days) {
        const auto number = base::to_rfc3339(day.begin).substr(8, 2);
        lines += day.audited ? fmt::format("{}: {} open +{} -{}", number, day.open, day.opened, day.resolved)
                             : fmt::format("{}: {} open, no audit", number, day.open);
        lines += day.failed == 0 ? "\n" : fmt::format(", {} not checked\n", day.failed);
    }
    return lines;
}

} // namespace

TEST_CASE("a day has what opened, what was right again, and what was open after its last run") {
    const std::vector<RunTime> runs{{1, evening},
                                    {2, evening + hours(1)},
                                    {4, evening + hours(3)},
                                    {5, evening + hours(24 + 1)},
                                    {9, evening + hours(24 * 4)}};
    const std::vector<DriftSpan> drifts{{1, {}}, {1, 2}, {2, 4}, {2, 5}, {4, 5}, {5, 9}, {9, {}}};
    CHECK(told(history::count_days(runs, drifts, 30)) == "20: 3 open +4 -1\n"
                                                         "21: 2 open +2 -3\n"
                                                         "22: 2 open, no audit\n"
                                                         "23: 2 open, no audit\n"
                                                         "24: 2 open +1 -1\n");
}

TEST_CASE("only the last days are told; what opened before them is open at first") {
    const std::vector<RunTime> runs{{1, evening}, {2, evening + hours(24 * 5)}, {3, evening + hours(24 * 6)}};
    const std::vector<DriftSpan> drifts{{1, {}}, {1, 2}, {1, 3}};
    CHECK(told(history::count_days(runs, drifts, 2)) == "25: 2 open +0 -1\n26: 1 open +0 -1\n");
    CHECK(told(history::count_days(runs, drifts, 1)) == "26: 1 open +0 -1\n");
}

TEST_CASE("what a later run closed is open still") {
    CHECK(told(history::count_days({{3, evening}}, {{2, 7}, {3, {}}}, 30)) == "20: 2 open +1 -0\n");
    CHECK(history::count_days({}, {}, 30).empty());
}

TEST_CASE("the days of a site are those of its own runs, up to the one that is shown") {
    using Kind = history::Address::Kind;
    test::Fleet fleet(GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql));
    const auto audit = [&](const std::string& one, const std::string& other) {
        fleet.audit({test::host("db1", {test::finding("/a", one), test::finding("/b", other)})});
    };
    audit("bad", "good"); // 2025-11-21T05:40:00Z
    audit("bad", "bad");
    fleet.interrupted();
    fleet.sleep(hours(48));
    audit("good", "bad");
    fleet.site = "site /srv/other";
    audit("bad", "bad");
    fleet.site = "site /srv/acme";
    fleet.sleep(hours(24));
    audit("good", "good");
    const auto days = [&](const std::string& run) {
        std::string lines;
        fleet.database.snapshot([&] {
            const history::Reader reader(fleet.database, fleet.site);
            lines = told(history::days_until(fleet.database, fleet.site, reader.find_run(run)));
        });
        return lines;
    };
    CHECK(days("last") == "21: 2 open +2 -0\n22: 2 open, no audit\n23: 1 open +0 -1\n24: 0 open +0 -1\n");
    CHECK(days("last~1") == "21: 2 open +2 -0\n22: 2 open, no audit\n23: 1 open +0 -1\n");
    CHECK(days("last~3") == "21: 1 open +1 -0\n");
    fleet.sleep(hours(24 * 40));
    audit("good", "bad");
    const auto later = days("last");
    CHECK(std::ranges::count(later, '\n') == 30);
    CHECK(later.ends_with(": 0 open, no audit\n03: 1 open +1 -0\n"));
}

TEST_CASE("of a day's runs the worst tells how many hosts could not be checked") {
    using Kind = history::Address::Kind;
    test::Fleet fleet(GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql));
    const auto good = [](const std::string& name) { return test::host(name, {test::finding("/a", "good")}); };
    fleet.audit({test::failed_host("db1"), test::failed_host("db2")});
    fleet.audit({good("db1"), test::failed_host("db2")});
    fleet.sleep(hours(24));
    fleet.audit({good("db1"), good("db2")});
    fleet.sleep(hours(24));
    fleet.audit({test::host("db1", {test::finding("/a", "unreadable")}), good("db2")});
    const auto told_now = [&] {
        std::string lines;
        fleet.database.snapshot([&] {
            const history::Reader reader(fleet.database, fleet.site);
            lines = told(history::days_until(fleet.database, fleet.site, reader.find_run("last")));
        });
        return lines;
    };
    CHECK(told_now() ==
          "21: 0 open +0 -0, 2 not checked\n22: 0 open +0 -0\n23: 0 open +0 -0, 1 not checked\n");
    fleet.execute("UPDATE runs SET record = NULL WHERE seq = 1"); // as pruning leaves it
    CHECK(told_now() ==
          "21: 0 open +0 -0, 1 not checked\n22: 0 open +0 -0\n23: 0 open +0 -0, 1 not checked\n");
}

#include "history/ledger.hpp"
#include "history/recording/runs.hpp"
#include "support/small_disk.hpp"

#include <catch2/catch.hpp>

#include <poll.h>
#include <sys/wait.h>

#include <random>

using namespace plumbline;
using Kind = history::Address::Kind;
using test::host;
using test::mode_of;
using test::Runs;

namespace {

std::vector<report::HostResult> hosts(int round) {
    std::vector<report::HostResult> all;
    for (int number = 0; number < 20; ++number) {
        std::vector<drift::Finding> findings;
        for (int title = 0; title < 10; ++title)
            findings.push_back(mode_of("/" + std::to_string(title), "0644",
                                       (number + title + round) % 3 == 0 ? "0600" : "0644"));
        all.push_back(host("web" + std::to_string(number), std::move(findings)));
    }
    return all;
}

/// Records run after run and writes the ledger's head of each when it is recorded, until it is killed.
[[noreturn]] void record_for_ever(Runs& runs, int acknowledged) {
    runs.open();
    for (int round = 0;; ++round) {
        const auto head = runs.run(hosts(round)).run.ledger_head + "\n";
        if (::write(acknowledged, head.data(), head.size()) != static_cast<ssize_t>(head.size()))
            ::_exit(1);
    }
}

/// The heads that a child acknowledged before it was killed, at a moment of chance.
std::string killed_while_recording(Runs& runs, std::mt19937& chance) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    runs.database.reset(); // a connection belongs to one process
    const auto child = ::fork();
    if (child == 0) {
        try {
            record_for_ever(runs, ends[1]);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
            ::_exit(1);
        }
    }
    ::close(ends[1]);
    ::usleep(std::uniform_int_distribution<useconds_t>(1'000, 150'000)(chance));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    std::string heads;
    char bytes[4096];
    for (ssize_t taken = 0; (taken = ::read(ends[0], bytes, sizeof bytes)) > 0;)
        heads.append(bytes, static_cast<std::size_t>(taken));
    ::close(ends[0]);
    return heads;
}

std::int64_t numbers_in(Runs& runs, const std::string& query) {
    std::int64_t number = 0;
    runs.database->sql() << query, soci::into(number);
    return number;
}

} // namespace

TEST_CASE("killed at any moment, a history is whole and has every run that was acknowledged", "[slow]") {
    const auto kind = GENERATE(Kind::sqlite, Kind::postgresql);
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 chance(seed);
    Runs runs(kind);
    std::size_t acknowledged = 0;
    for (int kills = 0; kills < 40; ++kills) {
        const auto heads = killed_while_recording(runs, chance);
        runs.open();
        for (std::size_t begin = 0, end = 0; (end = heads.find('\n', begin)) != std::string::npos;
             begin = end + 1, ++acknowledged) {
            std::int64_t found = 0;
            const auto head = heads.substr(begin, end - begin);
            runs.database->sql() << "SELECT count(*) FROM ledger WHERE digest = :head", soci::use(head),
                soci::into(found);
            CHECK(found == 1);
        }
    }
    CHECK(acknowledged > 0);
    if (kind == Kind::sqlite) {
        std::string integrity;
        runs.database->sql() << "PRAGMA integrity_check", soci::into(integrity);
        CHECK(integrity == "ok");
    }
    CHECK(numbers_in(runs, "SELECT count(*) FROM runs WHERE finished IS NOT NULL") ==
          numbers_in(runs, "SELECT count(*) FROM ledger"));
    CHECK(numbers_in(runs, "SELECT count(*) FROM observations o LEFT JOIN runs r ON r.seq = o.opened"
                           " WHERE r.finished IS NULL") == 0);
    CHECK(numbers_in(runs, "SELECT count(*) FROM ledger WHERE rows = ''") == 0);
    CHECK(history::verify(*runs.database, {}).discrepancies.empty());
}

TEST_CASE("a disk that is full at a run's end leaves the history as it was") {
    const test::SmallDisk disk("size=1m,mode=700");
    Runs runs(Kind::sqlite);
    const auto url = "sqlite://" + disk.path("h.db");
    runs.database = std::make_unique<history::Database>(history::parse_address(url), history::Access::write);
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    const auto rows = runs.rows();
    std::vector<drift::Finding> many;
    for (int number = 0; number < 3000; ++number)
        many.push_back(mode_of("/" + std::to_string(number), "0644", "0600"));
    CHECK_THROWS_WITH(runs.run({host("web1", many)}),
                      "cannot use the history " + url + ": no space is left on its disk; make room there");
    CHECK(runs.rows() == rows);
    disk.resize("size=30m");
    runs.run({host("web1", many)});
    CHECK(runs.count("drifts") == 3000);
    CHECK(history::verify(*runs.database, {}).discrepancies.empty());
}

TEST_CASE("a server that ends during a run costs that run alone") {
    Runs runs(Kind::postgresql);
    runs.run({host("web1", {mode_of("/a", "0644", "0644")})});
    auto cut = runs.begin({});
    test::PostgresqlServer::shared().stop();
    CHECK_THROWS_WITH(Runs::look(cut, {host("web1", {mode_of("/a", "0644", "0600")})}),
                      Catch::StartsWith("cannot use the history " + runs.store.url() + ": ") &&
                          Catch::Contains("connection"));
    CHECK_THROWS_AS(cut.recorder->finish(cut.report), base::Error);
    cut.recorder.reset();
    test::PostgresqlServer::shared().start();
    runs.open();
    CHECK(runs.past(mode_of("/a", "0644", "0600")).news == drift::News::opened);
    CHECK(runs.count("runs WHERE finished IS NULL") == 1);
}

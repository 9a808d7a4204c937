#include "history/recording/runs.hpp"

#include "history/ledger.hpp"
#include "history/upkeep/prune.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using Kind = history::Address::Kind;
using test::host;
using test::mode_of;
using test::Runs;

namespace {

std::string discrepancies_of(Runs& runs) {
    std::string text;
    for (const auto& [where, expected, found] : history::verify(*runs.database, std::nullopt).discrepancies)
        text += where + ": expected " + expected + ", found " + found + "\n";
    return text;
}

} // namespace

TEST_CASE("of a host that another run recorded meanwhile no text is stored either") {
    Runs runs(GENERATE(Kind::sqlite, Kind::postgresql));
    runs.run({host("web1", {mode_of("/a", "0644", "0644")}), host("web2", {mode_of("/a", "0644", "0644")})});
    auto slow = runs.begin({});
    // both hosts have the second text, which is kept once: with the first of them
    Runs::look(slow, {host("web1", {mode_of("/a", "0644", "0600"), mode_of("/b", "0644", "0640")}),
                      host("web2", {mode_of("/a", "0644", "0644"), mode_of("/b", "0644", "0640")})});
    runs.run({host("web1", {mode_of("/a", "0644", "0666")})});
    slow.recorder->finish(slow.report);
    REQUIRE(slow.recorder->remarks().size() == 1);
    CHECK(discrepancies_of(runs).empty());
    CHECK(runs.count("observations WHERE closed IS NULL") == 3);
}

TEST_CASE("numbers of resources that were pruned meanwhile are given anew") {
    Runs runs(Kind::sqlite);
    const auto a = mode_of("/a", "0644", "0644");
    const auto b = mode_of("/b", "0644", "0644");
    const auto c = mode_of("/c", "0644", "0644");
    runs.run({host("web1", {a, b})});
    runs.run({host("web1", {a})});
    runs.now += std::chrono::hours(72);
    runs.run({host("web1", {a})});
    auto slow = runs.begin({});
    Runs::look(slow, {host("web1", {a, b})});
    REQUIRE(history::prune(*runs.database, std::chrono::hours(24), runs.now).through == 2);
    runs.run({host("web2", {a, c})}); // c has now the number that b had
    slow.recorder->finish(slow.report);
    CHECK(slow.recorder->remarks().empty());
    CHECK(discrepancies_of(runs).empty());
    CHECK(runs.count("observations o JOIN resources r ON r.id = o.resource WHERE r.title = '/b'") == 1);
    CHECK(runs.count("observations o JOIN resources r ON r.id = o.resource WHERE r.title = '/c'") == 1);
}

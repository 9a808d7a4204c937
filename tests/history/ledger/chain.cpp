#include "history/ledger.hpp"
#include "history/ledger/sample.hpp"
#include "history/store/sql.hpp"
#include "support/history_store.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using history::Address;
using test::HistoryStore;
using test::SampleHistory;

TEST_CASE("each entry of the ledger names the one before it, and the head is the last") {
    const auto kind = GENERATE(as<Address::Kind>(), Address::Kind::sqlite, Address::Kind::postgresql);
    const HistoryStore store(kind);
    auto database = store.open();
    CHECK(history::head_of(database).empty());
    SampleHistory sample(database, 1);
    const auto first = sample.record_run();
    CHECK(history::head_of(database) == first);
    sample.begin_run();
    const auto second = sample.record_run();
    const auto third = sample.acknowledge();
    std::string previous;
    std::string digest;
    database.sql() << "SELECT previous, digest FROM ledger WHERE seq = 2", soci::into(previous),
        soci::into(digest);
    CHECK(previous == first);
    CHECK(digest == second);
    CHECK(history::head_of(database) == third);
}

TEST_CASE("rows have one digest in every database") {
    std::vector<std::string> digests;
    for (const auto kind : {Address::Kind::sqlite, Address::Kind::postgresql}) {
        const HistoryStore store(kind);
        auto database = store.open();
        SampleHistory sample(database, 2);
        for (int run = 0; run < 4; ++run)
            static_cast<void>(sample.record_run());
        digests.push_back(history::digest_of_rows(database, 4));
    }
    CHECK(digests[0].starts_with("sha256:"));
    CHECK(digests[0].find("\nobservations.opened ") != std::string::npos);
    CHECK(digests[0] == digests[1]);
}

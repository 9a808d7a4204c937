#include "history/ledger.hpp"
#include "history/ledger/edits.hpp"
#include "history/ledger/sample.hpp"
#include "history/store/sql.hpp"
#include "support/history_store.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <random>

using namespace plumbline;
using history::Address;
using history::Database;
using test::HistoryStore;
using test::SampleHistory;

namespace {

using Kind = Address::Kind;

/// Runs, some of them killed, the last one not: what was killed after the last entry is bound by the next.
std::string fill(Database& database, unsigned seed) {
    SampleHistory sample(database, seed);
    std::mt19937 random(seed);
    for (auto runs = 3 + random() % 6; runs > 0; --runs) {
        static_cast<void>(sample.record_run());
        if (random() % 3 == 0)
            sample.begin_run();
        if (random() % 4 == 0)
            static_cast<void>(sample.acknowledge());
    }
    return sample.record_run();
}

std::string said(const history::Verification& verification) {
    std::string text;
    for (const auto& [where, expected, found] : verification.discrepancies)
        text += fmt::format("{}: expected {}, found {}\n", where, expected, found);
    return text;
}

std::string said(Database& database) {
    return said(history::verify(database, std::nullopt));
}

/// What is said first after one statement, in a history of its own.
std::string first_after(const std::string& statement) {
    const HistoryStore store(Kind::sqlite);
    auto database = store.open();
    SampleHistory sample(database, 4);
    for (int run = 0; run < 4; ++run)
        static_cast<void>(sample.record_run());
    REQUIRE(said(database).empty());
    database.sql() << statement;
    std::string digest;
    database.sql() << "SELECT max(digest) FROM ledger WHERE seq = 3", soci::into(digest);
    auto all = said(database);
    if (const auto at = all.find(digest); !digest.empty() && at != std::string::npos)
        all.replace(at, digest.size(), "DIGEST");
    return all.substr(0, all.find('\n'));
}

} // namespace

TEST_CASE("of 50 histories that nobody touched none is complained about") {
    for (unsigned seed = 1; seed <= 50; ++seed) {
        const HistoryStore store(Kind::sqlite);
        auto database = store.open();
        const auto head = fill(database, seed);
        const auto verification = history::verify(database, head);
        CAPTURE(seed);
        CHECK(said(verification).empty());
        CHECK(verification.head == head);
        CHECK(verification.entries >= 4);
    }
}

TEST_CASE("each of 200 random edits is found") {
    constexpr unsigned seed = 20261121;
    std::mt19937 random(seed);
    int edits = 0;
    for (unsigned stores = 0; edits < 200; ++stores) {
        const HistoryStore origin(Kind::sqlite);
        {
            auto database = origin.open();
            static_cast<void>(fill(database, seed + stores));
        }
        for (int copies = 0; copies < 20; ++copies) {
            const HistoryStore store(Kind::sqlite);
            std::filesystem::copy_file(origin.address().place, store.address().place);
            auto database = store.open();
            const auto edit = test::edit_at_random(database, random);
            if (edit.empty())
                continue;
            ++edits;
            INFO("seed " << seed << ", store " << stores << ", edit " << edits << ": " << edit);
            CHECK_FALSE(said(database).empty());
        }
    }
}

TEST_CASE("edits of a PostgreSQL history are found, and an untouched one is fine") {
    constexpr unsigned seed = 7;
    std::mt19937 random(seed);
    for (int edits = 0; edits < 12;) {
        const HistoryStore store(Kind::postgresql);
        auto database = store.open();
        static_cast<void>(fill(database, static_cast<unsigned>(edits)));
        CHECK(said(database).empty());
        std::string edit;
        while (edit.empty())
            edit = test::edit_at_random(database, random);
        ++edits;
        INFO("edit " << edits << ": " << edit);
        CHECK_FALSE(said(database).empty());
    }
}

TEST_CASE("the bad row is named in words") {
    const std::string edited = ": expected the row as the run recorded it, found an edited one";
    const auto cases = std::vector<std::pair<std::string, std::string>>{
        {"UPDATE observations SET seen = 1 WHERE host = 2 AND resource = 3 AND opened = 1",
         "observation of file:/etc/f3 on web2, opened by run 1" + edited},
        {"UPDATE observations SET closed = NULL WHERE closed = 2 AND host = (SELECT min(host) FROM "
         "observations WHERE closed = 2)",
         "observation of file:/etc/f4 on web1: expected closed by run 2, found not closed"},
        {"UPDATE observations SET opened = 3 WHERE opened = 1 AND host = 1 AND resource = 1",
         "observation of file:/etc/f1 on web1: expected opened by run 1, found opened by run 3"},
        {"DELETE FROM observations WHERE host = 1 AND resource = 1 AND opened = 1",
         "observations opened by run 1: expected 20 rows, found 19 rows"},
        {"INSERT INTO observations (host, resource, opened, declared, seen) VALUES (1, 1, 9, 1, 1)",
         "observation of file:/etc/f1 on web1, opened by run 9: expected a run that is in the ledger, found "
         "one that is not"},
        {"INSERT INTO observations (host, resource, opened, declared, seen) VALUES (1, 2, 4, 1, 1)",
         "observation of file:/etc/f2 on web1, opened by run 4: expected no such row, found one that the run "
         "did not record"},
        {"UPDATE blobs SET content = '{}' WHERE id = 3",
         "what was seen of the observation of file:/etc/f1 on web1, opened by run 1: expected "
         "sha256:0f588842eb7ad594690bb61193a7da9dffc824f9b350c3de566d627a8bfdada9, found "
         "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"},
        {"UPDATE hosts SET name = 'web9' WHERE id = 1", "state of web9, opened by run 1" + edited},
        {"UPDATE runs SET started = started + 1 WHERE seq = 2",
         "run 2 (01JD0000000000000000000002)" + edited},
        {"UPDATE runs SET finished = NULL WHERE seq = 2", "run 2 (01JD0000000000000000000002)" + edited},
        {"DELETE FROM ledger WHERE seq = 2", "ledger: expected entry 2, found entry 3"},
        {"DELETE FROM ledger WHERE seq = 4",
         "run 4 (01JD0000000000000000000004): expected an entry in the ledger, since it finished, found "
         "none"},
        {"UPDATE meta SET value = 'another' WHERE name = 'store'",
         "meta store: expected the name with which the ledger began, found another one, or none"},
        {"INSERT INTO blobs (id, digest, content) VALUES (999, "
         "'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a', '{}')",
         "blob 999 (sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a): expected "
         "something that refers to it, found nothing does"},
        {"UPDATE ledger SET signature = 'x' WHERE seq = 3",
         "signature of ledger entry 3 (run 3): expected a valid one over DIGEST, found one that is no SSH "
         "signature: expected '-----BEGIN SSH SIGNATURE-----' on its first line, found 'x'; take it away and "
         "sign again with `plumbline history sign`"},
    };
    for (const auto& [statement, words] : cases) {
        INFO(statement);
        CHECK(first_after(statement) == words);
    }
}

TEST_CASE("an edited entry of the ledger is named with both digests") {
    const auto words = first_after("UPDATE ledger SET body = '{}' WHERE seq = 2");
    CHECK_THAT(words, Catch::StartsWith("ledger entry 2 (run 2): expected sha256:") &&
                          Catch::Contains(", found sha256:"));
}

TEST_CASE("a head that was sent once must be in the chain: an older copy and a cut end are found") {
    const HistoryStore store(Kind::sqlite);
    const HistoryStore copy(Kind::sqlite);
    std::string sent;
    std::string old;
    {
        auto database = store.open();
        SampleHistory sample(database, 3);
        old = sample.record_run();
        const auto place = copy.address().place;
        database.sql() << "VACUUM INTO :place", soci::use(place);
        sent = sample.record_run();
        CHECK(said(history::verify(database, sent)).empty());
        CHECK(said(history::verify(database, old)).empty());
        database.sql() << "DELETE FROM ledger WHERE seq = 2";
        CHECK_THAT(said(history::verify(database, sent)),
                   Catch::EndsWith("ledger: expected an entry " + sent +
                                   ", found 1 entries without it, the newest of 2025-11-20T16:00:00Z: an "
                                   "older copy, or its end was cut\n"));
    }
    auto older = copy.open();
    CHECK(said(history::verify(older, old)).empty());
    CHECK(said(history::verify(older, sent)) ==
          "ledger: expected an entry " + sent +
              ", found 1 entries without it, the newest of 2025-11-20T16:00:00Z: an older copy, or its end "
              "was cut\n");
}

#include "base/error.hpp"
#include "history/reader.hpp"
#include "history/store/sql.hpp"
#include "history/texts/run_text.hpp"
#include "support/history_store.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using Kind = history::Address::Kind;

namespace {

/// Writes rows as a recorder would.
class Scribe {
public:
    explicit Scribe(history::Database& database) : sql_(database.sql()) {}

    void site(int id, const std::string& name) {
        sql_ << "INSERT INTO sites (id, name) VALUES (:id, :name)", soci::use(id), soci::use(name);
    }
    void begin(int seq, int site, const std::string& id) {
        const long long started = 1'763'700'000'000 + seq * 3'600'000LL;
        sql_ << "INSERT INTO runs (seq, id, site, started) VALUES (:seq, :id, :site, :started)",
            soci::use(seq), soci::use(id), soci::use(site), soci::use(started);
    }
    void finish(int seq, const std::string& record) {
        sql_ << "INSERT INTO blobs (id, digest, content) VALUES (:id, :digest, :content)", soci::use(seq),
            soci::use("sha256:" + std::to_string(seq)), soci::use(record);
        const long long finished = 1'763'700'004'000 + seq * 3'600'000LL;
        sql_ << "UPDATE runs SET finished = :finished, record = :record WHERE seq = :seq",
            soci::use(finished), soci::use(seq), soci::use(seq);
    }
    void enter(int seq, const std::string& digest) {
        sql_ << "INSERT INTO ledger (seq, kind, at, run, body, rows, previous, digest)"
                " VALUES (:seq, 'run', 1, :run, '{}', '', '', :digest)",
            soci::use(seq), soci::use(seq), soci::use(digest);
    }

private:
    soci::session& sql_;
};

std::string record(const std::string& version) {
    history::RecordedRun recorded;
    recorded.run.standard_name = "acme";
    recorded.run.standard_version = version;
    recorded.run.standard_digest = "sha256:abc";
    recorded.hosts = {2, 1, 1, 0};
    recorded.resources = {9, 8, 1};
    return history::record_text(recorded);
}

/// Four runs of one site, the last interrupted, and one of another.
void fill(history::Database& database) {
    database.transaction([&] {
        Scribe scribe(database);
        scribe.site(1, "/srv/site");
        scribe.site(2, "/other");
        scribe.begin(1, 1, "01JD0000000000000000000001");
        scribe.finish(1, record(""));
        scribe.begin(2, 2, "01JD0000000000000000000002");
        scribe.finish(2, record("7"));
        scribe.begin(3, 1, "01JE0000000000000000000003");
        scribe.finish(3, record("8"));
        scribe.enter(3, "sha256:head");
        scribe.begin(4, 1, "01JF0000000000000000000004");
    });
}

std::string failure(const history::Reader& reader, const std::string& id) {
    try {
        return "found " + reader.find_run(id).id;
    } catch (const base::Error& error) {
        return error.what();
    }
}

} // namespace

TEST_CASE("the runs of a site, oldest first") {
    const test::HistoryStore store(GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql));
    auto database = store.open();
    fill(database);
    database.snapshot([&] {
        CHECK(history::Reader::sites(database) == std::vector<std::string>{"/other", "/srv/site"});
        const auto runs = history::Reader(database, "/srv/site").runs();
        REQUIRE(runs.size() == 3);
        CHECK(runs[0].standard == "acme");
        CHECK(runs[0].head.empty());
        CHECK(runs[1].seq == 3);
        CHECK(runs[1].id == "01JE0000000000000000000003");
        CHECK(base::to_rfc3339(runs[1].started) == "2025-11-21T07:40:00Z");
        CHECK(runs[1].finished == runs[1].started + std::chrono::seconds(4));
        CHECK(runs[1].standard == "acme 8");
        CHECK(runs[1].standard_digest == "sha256:abc");
        CHECK(runs[1].hosts.drifted == 1);
        CHECK(runs[1].resources.in_sync == 8);
        CHECK(runs[1].head == "sha256:head");
        CHECK_FALSE(runs[2].finished);
        CHECK(history::Reader(database, "/none").runs().empty());
    });
}

TEST_CASE("a run is found by what a user would write") {
    const test::HistoryStore store(GENERATE(as<Kind>(), Kind::sqlite, Kind::postgresql));
    auto database = store.open();
    fill(database);
    const history::Reader reader(database, "/srv/site");
    const std::string where = "/srv/site in " + store.address().text;
    const std::string newest =
        "the newest are 01JD0000000000000000000001 (2025-11-21T05:40:00Z), 01JE0000000000000000000003 "
        "(2025-11-21T07:40:00Z), 01JF0000000000000000000004 (2025-11-21T08:40:00Z, interrupted)";
    const std::string expected = "expected last, last~1, or the beginning of an id; ";
    const std::vector<std::pair<std::string, std::string>> cases{
        {"last", "found 01JE0000000000000000000003"},
        {"last~0", "found 01JE0000000000000000000003"},
        {"last~1", "found 01JD0000000000000000000001"},
        {"last~2", "there is no run last~2: 2 finished, the first of them is 01JD0000000000000000000001 "
                   "(2025-11-21T05:40:00Z)"},
        {"01JE", "found 01JE0000000000000000000003"},
        {"01je0000000000000000000003", "found 01JE0000000000000000000003"},
        {"01JF", "found 01JF0000000000000000000004"},
        {"01", "'01' begins more than one run: 01JD0000000000000000000001 (2025-11-21T05:40:00Z), "
               "01JE0000000000000000000003 (2025-11-21T07:40:00Z), 01JF0000000000000000000004 "
               "(2025-11-21T08:40:00Z, interrupted); write more of the id"},
        {"01JD0000000000000000000002",
         "there is no run '01JD0000000000000000000002' of " + where + ": " + expected + newest},
        {"%", "there is no run '%' of " + where + ": " + expected + newest},
        {"last~x", "there is no run 'last~x' of " + where + ": " + expected + newest},
    };
    database.snapshot([&] {
        for (const auto& [written, found] : cases)
            CHECK(failure(reader, written) == found);
    });
}

TEST_CASE("where no run is, that is said") {
    const test::HistoryStore store(Kind::sqlite);
    auto database = store.open();
    const history::Reader reader(database, "/srv/site");
    const std::string where = "/srv/site in " + store.address().text;
    database.snapshot([&] {
        CHECK(failure(reader, "last") == std::string("no run of /srv/site has finished yet in ") +
                                             store.address().text + ": `plumbline audit` records one");
        CHECK(failure(reader, "01JE") ==
              "there is no run '01JE' of " + where +
                  ": expected last, last~1, or the beginning of an id; there is no run yet");
    });
}

TEST_CASE("a run whose record is damaged is named") {
    const test::HistoryStore store(Kind::sqlite);
    auto database = store.open();
    fill(database);
    const history::Reader reader(database, "/srv/site");
    const auto end = "; `plumbline history verify` tells what was edited, `plumbline restore` goes back to a "
                     "backup";
    const auto begin = "the history " + store.address().text + " is damaged: the record of run ";
    database.sql() << "UPDATE blobs SET content = '{}' WHERE id = 3";
    CHECK(failure(reader, "last") == begin +
                                         "01JE0000000000000000000003: expected what plumbline stores, found: "
                                         "[json.exception.out_of_range.403] key 'started' not found" +
                                         end);
    database.sql() << "DELETE FROM blobs WHERE id = 3";
    CHECK(failure(reader, "last") ==
          begin + "01JE0000000000000000000003: it is missing, though the run finished" + end);
}

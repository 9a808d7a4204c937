#include "cli/ledger/site_desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;
using test::SiteDesk;

namespace {

/// Two runs, the second with a drift.
void record(const SiteDesk& site) {
    REQUIRE(site.audit());
    site.desk.file("motd", "bye\n");
    REQUIRE(site.audit());
}

const std::string nobodys = "sha256:" + std::string(64, '0');

} // namespace

TEST_CASE("a history as it was recorded is told by its head") {
    const SiteDesk site;
    record(site);
    const Ended whole{0, "the history is as it was recorded: 2 entries, none signed; head HEAD2\n", ""};
    CHECK(site.run({"history", "verify"}) == whole);
    CHECK(site.run({"history", "verify", "--expect", site.heads().front()}) == whole);
}

TEST_CASE("a head that is in no ledger of this history tells an older copy") {
    const SiteDesk site;
    record(site);
    CHECK(site.run({"history", "verify", "--expect", nobodys}) ==
          Ended{1,
                "ledger\n    expected an entry " + nobodys +
                    "\n    found    2 entries without it, the newest of TIME: an older copy, or its end was "
                    "cut\nthe history is not as it was recorded: 1 row; 2 entries, none signed; head HEAD2\n",
                ""});
    CHECK(site.run({"history", "verify", "--expect", "sha256:00"}) ==
          Ended{1, "",
                "plumbline: --expect takes a head as reports print it, sha256: and 64 digits, and found "
                "'sha256:00'\n"});
}

TEST_CASE("a row that was edited is named") {
    const SiteDesk site;
    record(site);
    site.edit("UPDATE runs SET id = 'forged' WHERE seq = 1");
    site.edit("UPDATE observations SET closed = NULL WHERE closed = 2");
    const auto ended = site.run({"history", "verify"});
    CHECK(ended.status == 1);
    CHECK_THAT(ended.output, Catch::StartsWith("run 1 (RUN1)\n    expected "));
    CHECK_THAT(ended.output, Catch::Contains("\nobservation of file:DIR/motd on localhost"));
    CHECK_THAT(ended.output, Catch::Contains("\nthe history is not as it was recorded: "));
}

TEST_CASE("where there is no history there is nothing to verify, back up or sign") {
    const test::Desk desk;
    for (const auto& words : {test::Words{"history", "verify"},
                              {"history", "backup", "b.db"},
                              {"history", "sign"},
                              {"history", "runs"},
                              {"ack", "d", "--by", "ann", "--note", "x"}})
        CHECK(desk.run(words) ==
              Ended{1, "",
                    "plumbline: there is no history yet: looked for "
                    "DIR/.local/state/plumbline/history.db; the first `plumbline audit` makes it; another "
                    "place is named by --history URL, or by `history:` in the plumbline.yaml of --site "
                    "DIR\n"});
}

TEST_CASE("a backup is a whole history, and comes back") {
    const SiteDesk site;
    record(site);
    CHECK(site.run({"history", "backup", "copy.db"}) ==
          Ended{0, "copy.db: a whole history: 2 entries, none signed; head HEAD2\n", ""});
    REQUIRE(site.audit());
    const auto refused = site.run({"history", "restore", "copy.db"});
    CHECK(refused.status == 1);
    CHECK(refused.output.empty());
    CHECK_THAT(refused.errors, Catch::StartsWith("plumbline: ") && Catch::Contains("--replace"));
    CHECK(site.heads().size() == 3);

    CHECK(site.run({"history", "restore", "copy.db", "--replace"}) ==
          Ended{0, "restored from copy.db; head HEAD3\n", ""});
    CHECK(site.run({"history", "verify"}) ==
          Ended{0, "the history is as it was recorded: 3 entries, none signed; head HEAD3\n", ""});
    CHECK(site.audit());
}

TEST_CASE("an edited history is not backed up, and the backup before it stays") {
    const SiteDesk site;
    record(site);
    REQUIRE(site.run({"history", "backup", "copy.db"}).status == 0);
    const auto before = site.desk.read("copy.db");
    site.edit("UPDATE drifts SET closed = 2");
    const auto refused = site.run({"history", "backup", "copy.db"});
    CHECK(refused.status == 1);
    CHECK_THAT(refused.errors, Catch::Contains("drift of file:DIR/motd on localhost"));
    CHECK(site.desk.read("copy.db") == before);
    const auto unsigned_still = site.run({"history", "sign"});
    CHECK(unsigned_still.status == 1);
}

#include "cli/ledger/site_desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;
using test::SiteDesk;
using namespace std::chrono_literals;

TEST_CASE("each run, and each drift that is taken in hand, is signed where the site has a key") {
    const SiteDesk site("ledger_key: key\n");
    site.make_key();
    site.desk.file("motd", "bye\n");
    REQUIRE(site.audit());
    REQUIRE(site.run({"ack", site.drift(), "--by", "ann", "--note", "mine"}).status == 0);
    CHECK(site.run({"history", "verify"}) ==
          Ended{0, "the history is as it was recorded: 2 entries, 2 signed; head HEAD2\n", ""});
    CHECK(site.run({"history", "sign"}) == Ended{0, "signed 0 entries\n", ""});

    site.edit("UPDATE ledger SET signature = NULL WHERE seq = 1");
    CHECK(site.run({"history", "verify"}) ==
          Ended{1,
                "ledger entry 1 (run 1)\n    expected a signature\n    found    none (plumbline history "
                "sign)\nthe history is not as it was recorded: 1 row; 2 entries, 1 signed; head HEAD2\n",
                ""});
    CHECK(site.run({"history", "sign"}) == Ended{0, "signed 1 entry\n", ""});
    CHECK(site.run({"history", "verify"}).status == 0);
}

TEST_CASE("a run whose ledger can't be signed is recorded, and says so") {
    const SiteDesk site("ledger_key: key\n");
    site.desk.file("key", "no key\n", 0600);
    const auto ended = site.run({"audit", "--quiet"});
    CHECK(ended.status == 0);
    CHECK_THAT(ended.errors,
               Catch::StartsWith("plumbline: the ledger is not signed: cannot sign the ledger with key: "));
    CHECK(site.heads().size() == 1);
}

TEST_CASE("without a key there is nothing to sign with") {
    const SiteDesk site;
    REQUIRE(site.audit());
    CHECK(site.run({"history", "sign"}) ==
          Ended{1, "",
                "plumbline: there is no key to sign the ledger with: name its private SSH key as "
                "`ledger_key` in the plumbline.yaml of --site DIR\n"});
}

TEST_CASE("an audit prunes what is older than the site keeps, and tells the head with that in it") {
    const SiteDesk site("ledger_key: key\nkeep: 2d\n");
    site.make_key();
    site.record_run(96h);
    site.record_run(72h);
    REQUIRE(site.run({"history", "sign"}).status == 0);
    const auto ended = site.run({"audit", "--format", "json"});
    CHECK(ended.status == 0);
    CHECK(ended.errors.empty());
    CHECK_THAT(ended.output, Catch::Contains(R"("head": "HEAD4")"));
    CHECK(site.column("SELECT kind FROM ledger ORDER BY seq") ==
          std::vector<std::string>{"run", "run", "run", "prune"});
    CHECK(site.run({"history", "verify"}) ==
          Ended{0, "the history is as it was recorded: 4 entries, 4 signed; head HEAD4\n", ""});
    CHECK(site.run({"history", "runs", "--limit", "2"}) ==
          Ended{0,
                "STARTED               RUN              HOSTS   DRIFT  UNKNOWN      TOOK  LEDGER        "
                "STANDARD\n"
                "TIME  RUN2       -       -        - TOOK  HEAD2\n"
                "TIME  RUN3       1       0        0 TOOK  HEAD3  demo 1\n",
                ""});
    const auto again = site.run({"audit", "--format", "json"});
    CHECK_THAT(again.output, Catch::Contains(R"("head": "HEAD5")"));
}

#include "cli/ledger/site_desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;
using test::SiteDesk;
using namespace std::chrono_literals;

namespace {

constexpr auto header =
    "STARTED               RUN              HOSTS   DRIFT  UNKNOWN      TOOK  LEDGER        STANDARD\n";

} // namespace

TEST_CASE("the runs of a site are listed with what they found, the newest last") {
    const SiteDesk site;
    REQUIRE(site.audit());
    site.desk.file("motd", "bye\n");
    REQUIRE(site.audit());
    CHECK(site.run({"history", "runs"}) ==
          Ended{0,
                header + std::string("TIME  RUN1       1       0        0 TOOK  "
                                     "HEAD1  demo 1\n"
                                     "TIME  RUN2       1       1        0 TOOK  "
                                     "HEAD2  demo 1\n"),
                ""});
    CHECK(site.run({"history", "runs", "--limit", "1"}) ==
          Ended{0, header + std::string("TIME  RUN2       1       1        0 TOOK  HEAD2  demo 1\n"), ""});
}

TEST_CASE("runs that were due and not made are told between those that were") {
    const SiteDesk site("every: 1h\n");
    site.record_run(630min);
    site.record_run(330min);
    site.record_run(150min, false);
    REQUIRE(site.audit());
    CHECK(site.run({"history", "runs"}) ==
          Ended{0,
                header + std::string("TIME  RUN1       0       0        0 TOOK  HEAD1  demo\n"
                                     "no audit between TIME and TIME (4 were due)\n"
                                     "TIME  RUN2       0       0        0 TOOK  HEAD2  demo\n"
                                     "TIME  RUN3  interrupted, or still running\n"
                                     "no audit between TIME and TIME (5 were due; interrupted: RUN3)\n"
                                     "TIME  RUN4       1       0        0 TOOK  HEAD3  demo 1\n"),
                ""});
}

TEST_CASE("the runs as JSON") {
    const SiteDesk site("every: 1h\n");
    site.record_run(270min);
    site.record_run(150min, false);
    const auto digest = site.run({"history", "runs", "--format", "json"});
    CHECK(digest == Ended{0, R"({
  "format": "plumbline.runs/1",
  "runs": [
    {
      "id": "RUN1",
      "started": "TIME",
      "finished": "TIME",
      "ledger_head": "HEAD1",
      "hosts": {
        "total": 0,
        "in_sync": 0,
        "drifted": 0,
        "failed": 0
      },
      "resources": {
        "total": 0,
        "in_sync": 0,
        "drift": 0,
        "pending": 0,
        "waived": 0,
        "unknown": 0,
        "skipped": 0
      },
      "standard": {
        "name": "demo",
        "digest": ""
      }
    },
    {
      "id": "RUN2",
      "started": "TIME",
      "finished": null
    }
  ],
  "gaps": [
    {
      "after": "TIME",
      "before": null,
      "missed": 4,
      "interrupted": [
        "RUN2"
      ]
    }
  ],
  "changes": []
}
)",
                          ""});
}

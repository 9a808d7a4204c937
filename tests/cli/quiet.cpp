#include "cli/desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;
using test::Words;

namespace {

constexpr auto drift = R"(    content  is sha256:abc6fd595fc0…, should be sha256:5891b5b522d5…
      --- actual
      +++ standard
      @@ -1,1 +1,1 @@
      -bye
      +hello
    would:   write content (1 line, sha256:5891b5b522d5…, now sha256:abc6fd595fc0…)

)";

/// Of a run with a history; `past` says since when.
std::string motd_drifts(const std::string& mark, const std::string& past) {
    return "audit of demo 1, TIME\n\nlocalhost  drifted: 1 of 2 resources\n"
           "  low       file:DIR/motd" +
           mark + "  (standard.yaml:5)\n" + past + drift +
           R"(1 host: 0 in sync, 1 drifted, 0 failed; 2 resources: 1 in sync, 1 drift, 0 unknown
)";
}

/// A first drift after an audit without.
constexpr auto new_drift = "    since:   TIME (1 audit), host-changed\n"
                           "    who:     WHO\n";

/// The desk as cron has it: an audit that speaks only of what is new.
class Cron {
public:
    Cron() { test::write_standard(desk); }
    Ended run() {
        return desk.run(
            {"audit", "-s", "standard.yaml", "--quiet", "--history", "sqlite://" + history + "/h.db"});
    }
    [[nodiscard]] std::string database() const { return history + "/h.db"; }

    test::Desk desk;
    std::string history = desk.path("history");
};

} // namespace

TEST_CASE("a quiet audit speaks once of a drift, and again of the next one") {
    Cron cron;
    CHECK(cron.run() == Ended{0, "", ""});
    cron.desk.file("motd", "bye\n");
    CHECK(cron.run() == Ended{2, motd_drifts("  NEW", new_drift), ""});
    CHECK(cron.run() == Ended{2, "", ""});
    cron.desk.file("extra", "");
    const auto two = cron.run();
    CHECK(two.status == 2);
    CHECK_THAT(two.output, Catch::Contains("localhost  drifted: 2 of 2 resources\n"));
    CHECK(cron.run() == Ended{2, "", ""});
    // less drift is no news; the same drift after it was gone is
    std::filesystem::remove(cron.desk.path("extra"));
    CHECK(cron.run() == Ended{2, "", ""});
    cron.desk.file("extra", "");
    CHECK_THAT(cron.run().output,
               Catch::Contains("file:DIR/extra  NEW") && Catch::Contains("file:DIR/motd  ("));
}

TEST_CASE("what runs remember is for their user alone") {
    Cron cron;
    cron.desk.file("motd", "bye\n");
    CHECK(cron.run().status == 2);
    CHECK(std::filesystem::status(cron.history).permissions() == std::filesystem::perms(0700));
    for (const auto& entry : std::filesystem::directory_iterator(cron.history)) {
        CAPTURE(entry.path());
        CHECK(entry.status().permissions() == std::filesystem::perms(0600));
    }
    CHECK(std::filesystem::exists(cron.database()));
}

TEST_CASE("a damaged history is said, and the report still comes out") {
    Cron cron;
    cron.desk.file("motd", "bye\n");
    CHECK(cron.run().status == 2);
    std::filesystem::resize_file(cron.database(), 10'000);
    const auto damaged = cron.run();
    CHECK(damaged.status == 1);
    CHECK_THAT(damaged.output, Catch::Contains(drift));
    CHECK_THAT(damaged.output,
               Catch::Contains("\nnot recorded: cannot use the history sqlite://DIR/history/h.db: "
                               "the database is damaged; restore it from a backup, or move it "
                               "away and a new one is made\n"));
    CHECK(damaged.errors ==
          "plumbline: this run is not recorded: cannot use the history "
          "sqlite://DIR/history/h.db: the database is damaged; restore it from a backup, or "
          "move it away and a new one is made\n");
}

TEST_CASE("what only spares work can be lost or damaged") {
    Cron cron;
    cron.desk.file("motd", "bye\n");
    CHECK(cron.run().status == 2);
    for (const auto& entry : std::filesystem::directory_iterator(cron.history))
        if (entry.path().filename().string().starts_with("hints-"))
            std::filesystem::resize_file(entry.path(), 1);
    CHECK(cron.run() == Ended{2, "", ""});
}

TEST_CASE("an audit with --history none remembers nothing") {
    Cron cron;
    cron.desk.file("motd", "bye\n");
    const Words words{"audit", "-s", "standard.yaml", "--quiet", "--history", "none"};
    CHECK(cron.desk.run(words) == Ended{2, motd_drifts("", ""), ""});
    CHECK(cron.desk.run(words) == Ended{2, motd_drifts("", ""), ""});
    CHECK_FALSE(std::filesystem::exists(cron.desk.path(".local")));
}

TEST_CASE("a look at some tags does not make the others' drift new") {
    Cron cron;
    cron.desk.file("motd", "bye\n");
    cron.desk.file("extra", "");
    CHECK(cron.run().status == 2);
    CHECK(cron.desk.run({"audit", "-s", "standard.yaml", "--quiet", "--tags", "extra", "--history",
                         "sqlite://" + cron.history + "/h.db"}) == Ended{2, "", ""});
    CHECK(cron.run() == Ended{2, "", ""});
}

#include "cli/desk.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace plumbline;
using test::Ended;
using test::Words;

namespace {

constexpr auto motd_drifts = R"(audit of demo 1, TIME

localhost  drifted: 1 of 2 resources
  low       file:DIR/motd  (standard.yaml:5)
    content  is sha256:abc6fd595fc0…, should be sha256:5891b5b522d5…
      --- actual
      +++ standard
      @@ -1,1 +1,1 @@
      -bye
      +hello
    would:   write content (1 line, sha256:5891b5b522d5…, now sha256:abc6fd595fc0…)

1 host: 0 in sync, 1 drifted, 0 failed; 2 resources: 1 in sync, 1 drift, 0 unknown
)";

/// The desk as cron has it: an audit that speaks only of what is new.
class Cron {
public:
    Cron() { test::write_standard(desk); }
    Ended run() {
        return desk.run(
            {"audit", "-s", "standard.yaml", "--quiet", "--history", "sqlite://" + history + "/h.db"});
    }
    [[nodiscard]] std::filesystem::path memory() const {
        for (const auto& entry : std::filesystem::directory_iterator(history))
            if (entry.path().extension() == ".json")
                return entry.path();
        throw std::runtime_error("no memory in " + history);
    }

    test::Desk desk;
    std::string history = desk.path("history");
};

} // namespace

TEST_CASE("a quiet audit speaks once of a drift, and again of the next one") {
    Cron cron;
    CHECK(cron.run() == Ended{0, "", ""});
    cron.desk.file("motd", "bye\n");
    CHECK(cron.run() == Ended{2, motd_drifts, ""});
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
    CHECK(cron.run() == two);
}

TEST_CASE("what runs remember is for their user alone") {
    Cron cron;
    cron.desk.file("motd", "bye\n");
    CHECK(cron.run().status == 2);
    CHECK(std::filesystem::status(cron.history).permissions() == std::filesystem::perms(0700));
    CHECK(std::filesystem::status(cron.memory()).permissions() == std::filesystem::perms(0600));
}

TEST_CASE("a damaged memory is said, the report still comes out, and the next run is whole again") {
    Cron cron;
    cron.desk.file("motd", "bye\n");
    CHECK(cron.run().status == 2);
    std::filesystem::resize_file(cron.memory(), 1);
    const auto damaged = cron.run();
    CHECK(damaged.status == 2);
    CHECK(damaged.output == motd_drifts);
    CHECK_THAT(damaged.errors,
               Catch::StartsWith("plumbline: the memory of the last run is damaged: DIR/history/last-run-") &&
                   Catch::EndsWith("; remove it to begin anew\n"));
    CHECK(cron.run() == Ended{2, "", ""});
}

TEST_CASE("an audit with --history none remembers nothing") {
    Cron cron;
    cron.desk.file("motd", "bye\n");
    const Words words{"audit", "-s", "standard.yaml", "--quiet", "--history", "none"};
    CHECK(cron.desk.run(words) == Ended{2, motd_drifts, ""});
    CHECK(cron.desk.run(words) == Ended{2, motd_drifts, ""});
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

// Commit confirmed, and how long a host keeps its journals.
#include "host.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace plumbline;
using namespace plumbline::enforce;
using Words = std::vector<std::string>;

namespace {

resource::WriteFile rewrite(const std::string& path) {
    return write_file(path, "new\n", resource::image_of_file("old\n"));
}

WayBack back(std::vector<std::size_t> steps, int seconds) {
    return {.steps = std::move(steps), .within = std::chrono::seconds(seconds)};
}

const std::string expired =
    "refused: nobody confirmed run " + test_run + " in time: the host took its steps back";

} // namespace

TEST_CASE("the host takes steps back by itself unless somebody confirms") {
    Host host;
    host.shell = GENERATE(Command{"dash"}, Command{"busybox", "ash"}, Command{"mksh"});
    INFO(host.shell.front());
    host.write("/etc/f", "old\n");
    REQUIRE(words(host.open()) == "applied");
    REQUIRE(words(host.apply({rewrite("/etc/f")})) == Words{"applied"});
    REQUIRE(words(host.ask(arm(test_run, back({0}, 3), test_nonce))) == "applied");
    CHECK(words(host.close()) ==
          "refused: run " + test_run + " is armed: confirm it first, or wait until it expires");
    if (GENERATE(true, false)) {
        CHECK(words(host.ask(confirm(test_run, test_nonce))) == "applied");
        CHECK(words(host.ask(confirm(test_run, test_nonce))) == "already");
        host.sh("sleep 5");
        CHECK(host.read("/etc/f") == "new\n");
    } else {
        host.sh("sleep 5");
        CHECK(host.read("/etc/f") == "old\n");
        CHECK(words(host.ask(confirm(test_run, test_nonce))) == expired);
        CHECK(host.journal() == std::vector{JournalEntry{0, JournalEntry::State::taken_back}});
    }
    CHECK(words(host.close()) == "applied");
}

TEST_CASE("a run that was never armed needs no confirmation") {
    const Host host;
    REQUIRE(words(host.open()) == "applied");
    CHECK(words(host.ask(confirm(test_run, test_nonce))) == "already");
}

TEST_CASE("a timer that waits goes on with more steps and their time") {
    Host host;
    host.write("/etc/f", "old\n");
    host.write("/etc/g", "old\n");
    REQUIRE(words(host.open()) == "applied");
    REQUIRE(words(host.ask(arm(test_run, back({0}, 2), test_nonce))) == "applied");
    REQUIRE(words(host.apply({rewrite("/etc/f")})) == Words{"applied"});
    REQUIRE(words(host.ask(arm(test_run, back({1, 0}, 6), test_nonce))) == "applied");
    REQUIRE(words(host.apply({rewrite("/etc/g")}, 1)) == Words{"applied"});
    host.sh("sleep 3");
    CHECK(host.read("/etc/f") == "new\n");
    host.sh("sleep 5");
    CHECK(host.read("/etc/f") == "old\n");
    CHECK(host.read("/etc/g") == "old\n");
    CHECK(words(host.ask(arm(test_run, back({2}, 3), test_nonce))) == expired);
}

TEST_CASE("what has read what was taken back is told again") {
    Host host;
    host.shell = GENERATE(Command{"dash"}, Command{"busybox", "ash"}, Command{"yash"});
    INFO(host.shell.front());
    host.write("/etc/f", "old\n");
    REQUIRE(words(host.open()) == "applied");
    REQUIRE(words(host.apply({rewrite("/etc/f")})) == Words{"applied"});
    // a program of the list that shows it has run, and one that is not of it
    auto after = back({0}, 1);
    after.again = {{{"ldconfig", "-C", "/etc/a cache"}, {}, "", "", {}},
                   {{"touch", "/etc/touched"}, {}, "", "", {}}};
    REQUIRE(words(host.ask(arm(test_run, after, test_nonce))) == "applied");
    host.sh("for _ in 1 2 3 4 5 6 7 8; do if [ -e '/etc/a cache' ]; then break; fi; sleep 1; done");
    CHECK(host.read("/etc/f") == "old\n");
    CHECK(host.has("/etc/a cache"));
    CHECK_FALSE(host.has("/etc/touched"));
}

TEST_CASE("who comes to a run again confirms it") {
    Host host;
    host.write("/etc/f", "old\n");
    REQUIRE(words(host.open()) == "applied");
    REQUIRE(words(host.ask(arm(test_run, back({0}, 2), test_nonce))) == "applied");
    REQUIRE(words(host.apply({rewrite("/etc/f")})) == Words{"applied"});
    REQUIRE(words(host.open()) == "applied");
    host.sh("sleep 4");
    CHECK(host.read("/etc/f") == "new\n");
    CHECK(words(host.close()) == "applied");
}

TEST_CASE("of closed runs a host keeps the latest 20 that did something, for 90 days") {
    Host host;
    host.shell = GENERATE(from_range(change_shells()));
    INFO(host.shell.front());
    host.sh("mkdir -p -m 700 /var/lib/plumbline; cd /var/lib/plumbline; for i in $(seq 10 35); do mkdir -p "
            "00R$i/1; "
            ">00R$i/closed; done; rm 00R10/closed; touch -d '91 days ago' 00R33/closed; rm -r 00R34/1");
    host.write("/etc/f", "old\n");
    REQUIRE(words(host.open()) == "applied");
    REQUIRE(words(host.apply({rewrite("/etc/f")})) == Words{"applied"});
    CHECK(words(host.close()) == "applied");
    CHECK(host.sh("cd /var/lib/plumbline && echo *") ==
          "00R10 00R17 00R18 00R19 00R20 00R21 00R22 00R23 00R24 00R25 00R26 00R27 00R28 00R29 00R30 00R31 "
          "00R32 "
          "00R35 " +
              test_run + "\n");
    REQUIRE(words(host.open()) == "applied");
    CHECK(words(host.take_back({0})) == Words{"applied"});
}

TEST_CASE("a run that did nothing to a host leaves no journal there") {
    const Host host;
    REQUIRE(words(host.open()) == "applied");
    CHECK(words(host.close()) == "applied");
    CHECK(host.sh("ls -A /var/lib/plumbline").empty());
}

TEST_CASE("going back on a run that a host knows nothing of writes nothing there") {
    const Host host;
    CHECK(words(host.ask(reopen_journal(test_run, test_nonce))) == "already");
    CHECK_FALSE(host.has("/var/lib/plumbline"));
}

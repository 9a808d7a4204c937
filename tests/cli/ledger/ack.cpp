#include "cli/ledger/site_desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;
using test::SiteDesk;

namespace {

/// A site with one drift.
class Drifted : public SiteDesk {
public:
    Drifted() {
        desk.file("motd", "bye\n");
        REQUIRE(audit());
    }
    [[nodiscard]] Ended ack(const std::string& drift, const test::Words& more = {}) const {
        test::Words words{"ack", drift, "--note", "a note"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words, {"-u", "SUDO_USER", "-u", "LOGNAME"});
    }
};

} // namespace

TEST_CASE("a drift is taken in hand by its name or the beginning of it, and reports say so") {
    const Drifted site;
    const auto drift = site.drift();
    CHECK(site.ack(drift, {"--by", "ann"}) ==
          Ended{0, "acknowledged DRIFT1 of file:DIR/motd on localhost by ann: a note\nledger head HEAD2\n",
                ""});
    CHECK(site.ack(drift.substr(0, drift.size() - 1), {"--by", "bob", "--until", "3d"}) ==
          Ended{0,
                "acknowledged DRIFT1 of file:DIR/motd on localhost by bob until TIME: a note\n"
                "ledger head HEAD3\n",
                ""});
    CHECK_THAT(site.run({"audit"}).output, Catch::Contains("bob"));
    CHECK(site.run({"history", "verify"}).status == 0);
}

TEST_CASE("who takes it is told by the environment where no option says it") {
    const Drifted site;
    CHECK(site.run({"ack", site.drift(), "--note", "x"}, {"SUDO_USER=ann", "LOGNAME=root"}) ==
          Ended{0, "acknowledged DRIFT1 of file:DIR/motd on localhost by ann: x\nledger head HEAD2\n",
                "plumbline: by ann ($SUDO_USER); another name with --by\n"});
    CHECK(site.ack(site.drift()) == Ended{1, "", "plumbline: who takes it in hand? give --by NAME\n"});
}

TEST_CASE("what can't be taken in hand is refused, and nothing is written") {
    const Drifted site;
    CHECK(site.ack("nothing", {"--by", "ann"}) ==
          Ended{1, "",
                "plumbline: there is no drift 'nothing' of site DIR; open are DRIFT1 (file:DIR/motd on "
                "localhost)\n"});
    CHECK(site.ack(site.drift(), {"--by", "ann", "--until", "2020-01-01"}) ==
          Ended{1, "", "plumbline: --until must lie in the future, found '2020-01-01': it is TIME\n"});
    CHECK(site.ack(site.drift(), {"--by", "ann", "--until", "soon"}) ==
          Ended{1, "",
                "plumbline: --until takes a day (2026-12-01), a time (TIME) or a duration "
                "from now (3d), and found 'soon'\n"});
    CHECK(site.run({"ack", site.drift(), "--by", "ann"}).status == 1);
    CHECK(site.heads().size() == 1);
}

TEST_CASE("a drift that is over is not taken in hand") {
    const Drifted site;
    site.desk.file("motd", "hello\n");
    REQUIRE(site.audit());
    CHECK(site.ack(site.drift(), {"--by", "ann"}) ==
          Ended{1, "",
                "plumbline: drift DRIFT1 (file:DIR/motd on localhost) is resolved since run RUN2: nothing "
                "of it is open any more\n"});
    CHECK(site.ack("nothing", {"--by", "ann"}) ==
          Ended{1, "", "plumbline: there is no drift 'nothing' of site DIR; no drift is open\n"});
}

#include "cli/ledger/site_desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;
using test::SiteDesk;
using namespace std::chrono_literals;

namespace {

/// Its fingerprint is KEY.
Ended without_key(const SiteDesk& site, Ended ended) {
    const auto told =
        base::run_child({"ssh-keygen", "-lf", site.desk.path("key.pub")}, "", {base::Deadline::after(10s)})
            .output;
    const auto begin = told.find("SHA256:");
    const auto print = told.substr(begin, told.find(' ', begin) - begin);
    if (const auto at = ended.output.find(print); at != std::string::npos)
        ended.output.replace(at, print.size(), "KEY");
    return ended;
}

} // namespace

TEST_CASE("a run becomes a packet that is signed with the site's key, and verify finds what was done to it") {
    const SiteDesk site("ledger_key: key\n");
    site.make_key();
    site.desk.file("motd", "bye\n");
    REQUIRE(site.audit());
    CHECK(site.run({"show", "--packet", "board"}) ==
          Ended{0,
                "packet board: 1 host, 1 change, worst risk none\n"
                "  begin reading: board/summary.md, then change 1 (none): file:DIR/motd on localhost\n"
                "  signed with key\n",
                ""});
    CHECK(without_key(site, site.run({"verify", "board"})) ==
          Ended{0, "packet board\n  6 files, each as its manifest says\n  signed by ledger, KEY\n", ""});
    CHECK(without_key(site, site.run({"verify", "board", "--signers", "key.pub"})).status == 8);

    site.desk.file("board/summary.md", "nothing to see\n");
    site.desk.file("board/notes", "");
    const auto spoilt = without_key(site, site.run({"verify", "board"}));
    CHECK(spoilt.status == 8);
    CHECK_THAT(spoilt.output,
               Catch::StartsWith("packet board\n  NOT AS IT WAS MADE: summary.md: expected sha256:") &&
                   Catch::EndsWith(
                       "\n  NOT AS IT WAS MADE: notes: expected nothing, for the manifest does not name it\n"
                       "  signed by ledger, KEY\n"));
    CHECK(site.run({"show", "--packet", "board"}) ==
          Ended{1, "",
                "plumbline: --packet board: the packet there holds notes, which is not part of it and would "
                "be lost: "
                "move it away, or name another folder\n"});
}

TEST_CASE("a packet of a site without a key says that it is not signed") {
    const SiteDesk site;
    REQUIRE(site.audit());
    CHECK(site.run({"show", "--packet", "board"}) ==
          Ended{0,
                "packet board: 0 hosts, 0 changes, worst risk none\n"
                "  NOT SIGNED: the site has no ledger_key; nothing shows who made it\n",
                ""});
    CHECK(
        site.run({"verify", "board"}) ==
        Ended{0,
              "packet board\n  5 files, each as its manifest says\n  NOT SIGNED: there is no MANIFEST.sig\n",
              ""});
}

TEST_CASE("a packet is no format, and its place is looked at before anything is read") {
    const SiteDesk site;
    site.desk.directory("taken");
    site.desk.file("taken/mine", "");
    CHECK(site.run({"show", "--packet", "taken"}) ==
          Ended{1, "",
                "plumbline: --packet taken: it is not empty, and no packet of plumbline: name a folder that "
                "is not there "
                "yet\n"});
    CHECK_THAT(site.run({"show", "--packet", "new", "--format", "json"}).errors,
               Catch::Contains("--format excludes --packet"));
}

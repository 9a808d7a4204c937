#include "cli/ledger/site_desk.hpp"

#include "support/refusals.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace plumbline;
using test::Ended;
using test::SiteDesk;

namespace {

/// A site with one drift, and a folder for waivers that nobody need sign.
class Drifted : public SiteDesk {
public:
    explicit Drifted(const std::string& settings = "waivers: waivers\nunsigned_waivers: allow\n")
        : SiteDesk(settings) {
        std::filesystem::create_directory(desk.path("waivers"));
        desk.file("motd", "bye\n");
        REQUIRE(audit());
    }
    [[nodiscard]] Ended waive(const test::Words& more = {}) const {
        test::Words words{"waive",  drift(),      "--reason",         "the vendor's", "--ticket",
                          "INC/77", "--approver", "jane@example.org", "--through",    "2030-01-01"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
};

} // namespace

TEST_CASE("a waiver of an open drift is written into the site's folder, and the next audit takes it") {
    const Drifted site;
    const auto name = "waivers/INC-77-" + site.drift() + ".yaml";
    CHECK(site.waive() ==
          Ended{0,
                site.told(name) + ": a waiver of drift DRIFT1 (file:DIR/motd on localhost) through "
                                  "2030-01-01\n"
                                  "it counts from the next audit on: this site takes waivers that nobody "
                                  "signed\n",
                ""});
    CHECK_THAT(test::whole_file(site.desk.path(name)),
               Catch::Contains("property: \"content\"\n        value: "
                               "\"sha256:"));
    CHECK(site.waive() == Ended{1, "",
                                "plumbline: " + site.told(name) +
                                    " is there already: another place is named by --output FILE\n"});
}

TEST_CASE("a waiver that must be signed says by whom and how") {
    const Drifted site("waivers: waivers\n");
    CHECK_THAT(site.waive().output,
               Catch::Contains("it counts once jane@example.org has signed it: plumbline sign waivers/"));
}

TEST_CASE("a waiver is printed, or written elsewhere") {
    const Drifted site("");
    CHECK_THAT(site.waive({"--output", "-"}).output, Catch::Contains("\nplumbline: 1\nwaivers:\n"));
    CHECK(site.waive({"--output", site.desk.path("w.yaml")}).status == 0);
    CHECK(site.waive() == Ended{1, "",
                                "plumbline: where do waivers go? name their folder in plumbline.yaml "
                                "(waivers: waivers/), or a file with --output FILE\n"});
}

TEST_CASE("what can't be waived is refused, and nothing is written") {
    const Drifted site;
    CHECK(site.waive({"--property", "mode"}) ==
          Ended{1, "", "plumbline: 'mode' does not drift there; one of: content\n"});
    CHECK(site.run({"waive", "nothing", "--reason", "r", "--ticket", "t", "--approver", "a", "--through",
                    "2030-01-01"}) ==
          Ended{1, "",
                "plumbline: there is no drift 'nothing' of site DIR; open are DRIFT1 (file:DIR/motd on "
                "localhost)\n"});
    CHECK(std::filesystem::is_empty(site.desk.path("waivers")));
}

#include "cli/ledger/site_desk.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace plumbline;
using test::Ended;

namespace {

/// A site that takes waivers which nobody signed; `motd` must have mode 0644.
class Desk : public test::SiteDesk {
public:
    Desk() : SiteDesk("waivers: waivers\nunsigned_waivers: allow\n") {
        desk.file("standard.yaml", "plumbline: 1\nstandard: demo\nresources:\n"
                                   "  - file: DIR/motd\n    mode: \"0644\"\n");
        static_cast<void>(desk.directory("waivers"));
    }
    void mode(unsigned mode) const {
        std::filesystem::permissions(desk.path("motd"), std::filesystem::perms(mode));
    }
    void waive(const std::string& end) const {
        desk.file("waivers/motd.yaml",
                  "plumbline: 1\nwaivers:\n  - hosts: localhost\n    resource: file:DIR/motd\n"
                  "    accepts: [{property: mode, value: \"0600\"}]\n    reason: vendor\n    ticket: INC-7\n"
                  "    approver: jane\n    valid_through: " +
                      end + "\n");
    }
    [[nodiscard]] Ended quiet() const { return run({"audit", "--quiet"}); }
};

/// A day that is years ahead, but not too many of them.
std::string some_day() {
    return base::to_rfc3339(std::chrono::system_clock::now() + std::chrono::hours(24 * 700)).substr(0, 10);
}

} // namespace

TEST_CASE("a drift that is waived is shown, is no drift to the exit status, and is no news") {
    const Desk desk;
    desk.mode(0600);
    CHECK(desk.quiet().status == 2);
    desk.waive(some_day());
    CHECK(desk.quiet() == Ended{0, "", ""});
    const auto told = desk.run({"audit"});
    CHECK(told.status == 0);
    CHECK_THAT(told.output,
               Catch::Contains("localhost  in sync: 1 resource, 1 waived\n  waived    file:DIR/motd"));
    CHECK_THAT(told.output, Catch::Contains("    waived:  INC-7 until "));
    CHECK_THAT(told.output, Catch::EndsWith("; score 0.0%, with what was agreed on 100.0%\n"));
    const auto shown = desk.run({"show"}); // the same, but for the ledger's head, which is marked alike
    CHECK(shown.output == told.output);
}

TEST_CASE("a waived drift that mutated is news once, and says what voids its waiver") {
    const Desk desk;
    desk.mode(0600);
    desk.waive(some_day());
    CHECK(desk.quiet() == Ended{0, "", ""});
    desk.mode(0640);
    const auto told = desk.quiet();
    CHECK(told.status == 2);
    CHECK_THAT(
        told.output,
        Catch::Contains(
            "    note:    waiver INC-7 (waivers/motd.yaml:3) is void: mode is 0640, accepted was 0600\n"));
    CHECK_THAT(told.output, Catch::Contains("\n  void        waiver INC-7 (waivers/motd.yaml:3):"));
    CHECK(desk.quiet() == Ended{2, "", ""});
}

TEST_CASE("a waiver that ended is news once, whether or not something drifts") {
    const Desk desk;
    desk.waive("2020-01-01");
    const auto told = desk.quiet();
    CHECK(told.status == 0);
    CHECK_THAT(told.output, Catch::Contains("\n  ended       waiver INC-7 (waivers/motd.yaml:3):"));
    CHECK(desk.quiet() == Ended{0, "", ""});
    desk.mode(0600);
    const auto drifts = desk.quiet();
    CHECK(drifts.status == 2);
    CHECK_THAT(drifts.output, Catch::Contains("waiver INC-7 (waivers/motd.yaml:3) ended at "));
}

TEST_CASE("a waiver without a day that exists stops an audit and validate before any host") {
    const Desk desk;
    desk.waive("2026-02-30");
    const std::string message =
        "waivers/motd.yaml:9:20: error: 'valid_through' must be a day or a time, found '2026-02-30'\n";
    for (const auto* command : {"audit", "validate"}) {
        const auto ended = desk.desk.run({command});
        CHECK(ended.status == 1);
        CHECK(ended.output.empty());
        CHECK_THAT(ended.errors, Catch::StartsWith(message));
    }
    CHECK_FALSE(std::filesystem::exists(desk.desk.path("h.db")));
}

TEST_CASE("a standard that nobody signed is audited all the same, and the report begins with that") {
    const test::SiteDesk site("approval: {signers: signers, quorum: 2}\n");
    site.desk.file("signers", "");
    const auto empty = site.run({"validate"});
    CHECK(empty.status == 1);
    CHECK_THAT(empty.errors, Catch::StartsWith("DIR/signers: error: it names no approver\n") ||
                                 Catch::StartsWith("./signers: error: it names no approver\n") ||
                                 Catch::StartsWith("signers: error: it names no approver\n"));
    const auto told = site.run({"audit", "--quiet"});
    CHECK(told.status == 8);
    CHECK_THAT(told.output, Catch::StartsWith("NOT SIGNED OFF: "));
    CHECK(site.run({"audit", "--quiet"}) == Ended{8, "", ""});
    site.desk.file("motd", "bye\n");
    CHECK(site.run({"audit", "--quiet"}).status == 10);
}

#include "approval/agreements/calendar.hpp"

#include "approval/agreements/signed.hpp"

using namespace plumbline;
using test::drift_of;
using test::drifting;
using Lines = std::vector<std::string>;

namespace {

// 2026-11-21 is a Saturday.
constexpr auto calendar_text = R"(plumbline: 1
freezes:
  - {name: year end, from: 2026-11-25, until: 2026-12-05, except: [CHG-0123]}
  - {name: of databases, from: 2026-11-25, until: 2026-11-26, hosts: db}
windows:
  - {name: weekly patching, every: saturday, at: "22:00", for: 4h}
  - {name: nightly, every: day, at: "03:00", for: 1h, hosts: "web"}
  - {name: move, from: 2026-11-23T10:00:00Z, until: 2026-11-23T12:00:00Z}
)";

struct Row {
    std::string after;
    std::string before;
    Lines occasions;
};

} // namespace

TEST_CASE("a drift's window is told by what of the calendar it falls into") {
    const std::vector<Row> rows{
        {"2026-11-21T22:00:00Z", "2026-11-22T02:00:00Z", {"inside the window 'weekly patching'"}},
        {"2026-11-22T01:00:00Z", "2026-11-22T01:30:00Z", {"inside the window 'weekly patching'"}},
        {"2026-11-21T21:30:00Z", "2026-11-21T22:30:00Z", {"perhaps inside the window 'weekly patching'"}},
        {"2026-11-21T21:00:00Z", "2026-11-21T22:30:00Z", {}},
        {"2026-11-20T22:00:00Z", "2026-11-21T02:00:00Z", {}},
        {"2026-11-20T03:10:00Z", "2026-11-20T03:20:00Z", {"inside the window 'nightly'"}},
        {"2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z", {"inside the window 'move'"}},
        {"2026-11-25T10:00:00Z", "2026-11-25T11:00:00Z", {"during the freeze 'year end'"}},
        {"2026-11-24T23:50:00Z", "2026-11-25T00:50:00Z", {"perhaps during the freeze 'year end'"}},
        {"2026-12-05T00:00:00Z", "2026-12-05T01:00:00Z", {}},
        {"", "2026-11-25T11:00:00Z", {}}};
    test::Files files;
    files.sources.calendar = files.folder.file("calendar.yaml", calendar_text);
    auto agreements = files.load();
    for (const auto& row : rows) {
        INFO(row.after << " " << row.before);
        const auto finding = test::with_past(drift_of("file:/etc/motd", {drifting("mode", "0600")}),
                                             drift::Cause::host_changed, row.after, row.before);
        const auto found =
            test::judged(agreements, finding, test::host("web1"), {.now = files.sources.now, .standard = ""});
        CHECK(found.occasions == row.occasions);
    }
}

TEST_CASE("a drift inside a change's window says so, and no freeze that excepts the change") {
    const test::Approvers approvers({"jane@example.org"});
    test::Files files;
    files.sources.now = test::at("2026-11-26");
    files.sources.signers = approvers.rules();
    files.sources.calendar = files.folder.file("calendar.yaml", calendar_text);
    const auto file = files.folder.file(
        "changes/x.yaml", "plumbline: 1\nchange: CHG-0123\ntitle: t\nby: joe\nfrom: 2026-11-25T09:00:00Z\n"
                          "until: 2026-11-27\nreason: r\ncovers: [{hosts: web, resource: file:/etc/motd}]\n");
    const auto occasions = [&](const std::string& resource) {
        auto agreements = files.load();
        const auto finding =
            test::with_past(drift_of(resource, {drifting("mode", "0600")}), drift::Cause::host_changed,
                            "2026-11-25T10:00:00Z", "2026-11-25T11:00:00Z");
        return test::judged(agreements, finding, test::host("web1"),
                            {.now = files.sources.now, .standard = ""})
            .occasions;
    };
    CHECK(occasions("file:/etc/motd") == Lines{"during the freeze 'year end'"}); // nobody signed it
    approvers.sign("jane@example.org", file, approval::for_change);
    CHECK(occasions("file:/etc/motd") == Lines{"inside CHG-0123's window"});
    CHECK(occasions("file:/etc/issue") == Lines{"during the freeze 'year end'"});
}

TEST_CASE("the calendar knows what is frozen") {
    const test::Files files;
    const auto path = files.folder.file("calendar.yaml", calendar_text);
    base::Diagnostics diagnostics;
    const auto documents = approval::read_documents({path}, diagnostics);
    REQUIRE(documents.size() == 1);
    const auto calendar = approval::Calendar::read(documents.front(), files.sources.now, diagnostics);
    REQUIRE_FALSE(diagnostics.has_errors());
    const auto web = test::host("web1");
    const auto db = test::host("db1", "db");
    CHECK(calendar.freeze_at(test::at("2026-11-25"), web, "CHG-1") == "year end");
    CHECK(calendar.freeze_at(test::at("2026-11-25"), web, "CHG-0123") == std::nullopt);
    CHECK(calendar.freeze_at(test::at("2026-11-25"), db, "CHG-0123") == "of databases");
    CHECK(calendar.freeze_at(test::at("2026-11-24T23:59:59Z"), web, "CHG-1") == std::nullopt);
    CHECK(calendar.freeze_at(test::at("2026-12-05"), web, "CHG-1") == std::nullopt);
}

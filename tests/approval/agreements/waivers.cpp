#include "approval/agreements/agreed.hpp"

using namespace plumbline;
using test::drift_of;
using test::drifting;
using Lines = std::vector<std::string>;

namespace {

const std::string file_header = "plumbline: 1\nwaivers:\n";

/// One waiver, with these lines in place of its own.
std::string waiver(const std::string& accepts, const std::string& hosts = "web1",
                   const std::string& through = "2026-12-31", const std::string& ticket = "INC-7",
                   const std::string& resource = "file:/etc/motd") {
    return "  - hosts: \"" + hosts + "\"\n    resource: " + resource + "\n    accepts: [" + accepts +
           "]\n    reason: the vendor's banner\n    ticket: " + ticket +
           "\n    approver: jane@example.org\n    valid_through: " + through + "\n";
}

const std::string mode_0600 = "{property: mode, value: \"0600\"}";

struct Row {
    std::string what;
    std::string waivers;
    drift::Finding finding;
    std::string status;
    Lines uncovered = {};
    std::string host = "web1";
};

} // namespace

TEST_CASE("a waiver accepts just what it says, and else says which of its rules failed") {
    const auto at_0600 = drift_of("file:/etc/motd", {drifting("mode", "0600")});
    const auto both = drift_of("file:/etc/motd", {drifting("mode", "0600"), drifting("owner", "joe")});
    const std::string here = "waiver INC-7 (waivers/x.yaml:3) ";
    const std::vector<Row> rows{
        {"the very value", waiver(mode_0600), at_0600, "waived"},
        {"another spelling of it", waiver("{property: mode, value: \"600\"}"), at_0600, "waived"},
        {"a matcher", waiver("{property: mode, matcher: {at_most: \"0640\"}}"), at_0600, "waived"},
        {"its digest", // printf text:0600 | sha256sum
         waiver("{property: mode, digest: "
                "sha256:51cdc097c06c70c9a8227d41f7ae93d3a0e84310fa02d3411e319e84bdb451bd}"),
         at_0600, "waived"},
        {"another digest",
         waiver("{property: mode, digest: sha256:" + std::string(64, '0') + "}"),
         at_0600,
         "drift",
         {here + "is void: mode is 0600, accepted was the digest sha256:000000000000…"}},
        {"a group of hosts", waiver(mode_0600, "web:!web3"), at_0600, "waived"},
        {"another value",
         waiver("{property: mode, value: \"0640\"}"),
         at_0600,
         "drift",
         {here + "is void: mode is 0600, accepted was 0640"}},
        {"beyond a matcher",
         waiver("{property: mode, matcher: {at_least: \"0640\"}}"),
         at_0600,
         "drift",
         {here + "is void: mode is 0600, accepted was at least 0640"}},
        {"another host",
         waiver(mode_0600, "web2"),
         at_0600,
         "drift",
         {here + "is for the hosts 'web2', and web1 is none of them"}},
        {"another day",
         waiver(mode_0600, "web1", "2026-11-20"),
         at_0600,
         "drift",
         {here + "ended at 2026-11-21T00:00:00Z"}},
        {"its last day", waiver(mode_0600, "web1", "2026-11-21"), at_0600, "waived"},
        {"the very moment of its end",
         waiver(mode_0600, "web1", "2026-11-21T09:00:00Z"),
         at_0600,
         "drift",
         {here + "ended at 2026-11-21T09:00:00Z"}},
        {"another property",
         waiver("{property: owner, value: joe}"),
         at_0600,
         "drift",
         {here + "accepts owner, and what drifts is mode"}},
        {"another resource", waiver(mode_0600, "web1", "2026-12-31", "INC-7", "file:/etc/issue"), at_0600,
         "drift"},
        {"two rules failed: it is not near", waiver(mode_0600, "web2", "2026-11-20"), at_0600, "drift"},
        {"a part of what drifts",
         waiver(mode_0600),
         both,
         "drift",
         {here + "covers mode, and nothing covers owner"}},
        {"one part of it mutated",
         waiver(mode_0600 + ", {property: owner, value: jim}"),
         both,
         "drift",
         {here + "is void: owner is joe, accepted was jim"}},
        {"several waivers join", waiver(mode_0600) + waiver("{property: owner, value: joe}"), both, "waived"},
        {"one of two values", waiver(mode_0600) + waiver("{property: mode, value: \"0640\"}"), at_0600,
         "waived"},
        {"what is not there", waiver("{property: state, value: absent}"),
         drift_of("file:/etc/motd", {drifting("state", "absent")}), "waived"},
        {"no matcher accepts that nothing is there",
         waiver("{property: mode, matcher: {not: \"0777\"}}"),
         drift_of("file:/etc/motd", {drifting("mode", "absent")}),
         "drift",
         {here + "is void: mode is absent, accepted was not 0777"}},
        {"a subject",
         waiver("{property: purge, subject: /etc/x.d/y, value: present}", "web1", "2026-12-31", "INC-7",
                "directory:/etc/x.d"),
         drift_of("directory:/etc/x.d", {drifting("purge", "present", "/etc/x.d/y")}), "waived"},
        {"another subject",
         waiver("{property: purge, subject: /etc/x.d/y, value: present}", "web1", "2026-12-31", "INC-7",
                "directory:/etc/x.d"),
         drift_of("directory:/etc/x.d", {drifting("purge", "present", "/etc/x.d/z")}),
         "drift",
         {here + "accepts purge of /etc/x.d/y, and what drifts is purge of /etc/x.d/z"}},
        {"what a type finds beside its schema", waiver("{property: kind, value: directory}"),
         drift_of("file:/etc/motd", {drifting("kind", "directory")}), "waived"},
        {"content by its digest",
         waiver("{property: content, value: "
                "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}"),
         drift_of("file:/etc/motd",
                  {drifting("content",
                            "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")}),
         "waived"},
        {"a list in any order",
         waiver("{property: groups, value: [adm, wheel]}", "web1", "2026-12-31", "INC-7", "user:joe"),
         drift_of("user:joe", {drifting("groups", base::List{"wheel", "adm"})}), "waived"},
    };
    for (const auto& row : rows) {
        INFO(row.what);
        const test::Files files;
        files.folder.file("waivers/x.yaml", file_header + row.waivers);
        auto agreements = files.load();
        const auto found = test::judged(agreements, row.finding, test::host(row.host),
                                        {.now = files.sources.now, .standard = ""});
        CHECK(drift::name(found.status) == row.status);
        CHECK(found.uncovered == row.uncovered);
        CHECK(found.covers.empty() == (row.status == "drift"));
    }
}

TEST_CASE("a hidden value is accepted by the digest of its token alone, and never shown") {
    const auto secret = drift_of("file:/etc/motd", {test::hidden(drifting("owner", "token:0123"))});
    const auto digest = approval::digest_of_value(secret.properties.front());
    const std::vector<std::pair<std::string, Lines>> rows{
        {"digest: " + digest, {}},
        {"digest: sha256:" + std::string(64, '0'),
         {"waiver INC-7 (waivers/x.yaml:3) is void: owner has another value than the accepted one"}},
        {"value: \"token:0123\"",
         {"waiver INC-7 (waivers/x.yaml:3) does not hold: owner is hidden, and a hidden value is agreed on "
          "by "
          "its digest alone"}},
        {"matcher: {not: x}",
         {"waiver INC-7 (waivers/x.yaml:3) does not hold: owner is hidden, and a hidden value is agreed on "
          "by "
          "its digest alone"}}};
    for (const auto& [value, uncovered] : rows) {
        INFO(value);
        const test::Files files;
        files.folder.file("waivers/x.yaml", file_header + waiver("{property: owner, " + value + "}"));
        auto agreements = files.load();
        const auto found =
            test::judged(agreements, secret, test::host("web1"), {.now = files.sources.now, .standard = ""});
        CHECK(found.uncovered == uncovered);
        CHECK((found.status == drift::Status::waived) == uncovered.empty());
    }
}

TEST_CASE("what covers a drift is told with its ticket, approver, reason and end") {
    const test::Files files;
    files.folder.file("waivers/x.yaml", file_header + waiver(mode_0600));
    auto agreements = files.load();
    const auto found = test::judged(agreements, drift_of("file:/etc/motd", {drifting("mode", "0600")}),
                                    test::host("web1"), {.now = files.sources.now, .standard = ""});
    REQUIRE(found.covers.size() == 1);
    CHECK(found.covers.front() == drift::Cover{drift::Cover::Kind::waiver, "INC-7", "waivers/x.yaml:3",
                                               "jane@example.org", "the vendor's banner",
                                               test::at("2027-01-01")});
}

TEST_CASE("of waivers for other hosts only the first few are told") {
    const test::Files files;
    std::string waivers = file_header;
    for (int number = 2; number < 20; ++number)
        waivers += waiver(mode_0600, "web" + std::to_string(number));
    files.folder.file("waivers/x.yaml", waivers);
    auto agreements = files.load();
    const auto found = test::judged(agreements, drift_of("file:/etc/motd", {drifting("mode", "0600")}),
                                    test::host("web1"), {.now = files.sources.now, .standard = ""});
    CHECK(found.uncovered.size() == 3);
}

TEST_CASE("what is in sync, unknown or skipped is left alone") {
    const test::Files files;
    files.folder.file("waivers/x.yaml", file_header + waiver(mode_0600));
    auto agreements = files.load();
    for (const auto status : {drift::Status::in_sync, drift::Status::unknown, drift::Status::skipped}) {
        auto finding = drift_of("file:/etc/motd", {drifting("mode", "0600")});
        finding.status = status;
        const auto found =
            test::judged(agreements, finding, test::host("web1"), {.now = files.sources.now, .standard = ""});
        CHECK(found.status == status);
        CHECK(found.covers.empty());
    }
}

TEST_CASE("the head of a report names waivers that somebody must look after") {
    struct NoticeRow {
        std::string what;
        std::string waivers;
        bool whole;
        Lines notices;
    };
    const std::string prefix = "waiver INC-7 waivers/x.yaml:3 ";
    const std::vector<NoticeRow> rows{
        {"used", waiver(mode_0600), true, {"used " + prefix + "1: until 2027-01-01T00:00:00Z, on 1 host"}},
        {"unused",
         waiver("{property: owner, value: joe}"),
         true,
         {"unused " + prefix + "0: nothing drifts that it accepts: remove it"}},
        {"unused, but not all was looked at", waiver("{property: owner, value: joe}"), false, {}},
        {"ends soon",
         waiver(mode_0600, "web1", "2026-11-27"),
         true,
         {"ends-soon " + prefix + "1: ends at 2026-11-28T00:00:00Z; it is used on 1 host"}},
        {"does not end so soon",
         waiver(mode_0600, "web1", "2026-11-28"),
         true,
         {"used " + prefix + "1: until 2026-11-29T00:00:00Z, on 1 host"}},
        {"ended, and it still drifts",
         waiver(mode_0600, "web1", "2026-11-19"),
         true,
         {"ended " + prefix +
          "0: ended at 2026-11-20T00:00:00Z, and 1 host drifts as it covered: put that right, or agree on it "
          "anew"}},
        {"ended, and nothing drifts",
         waiver(mode_0600, "web2", "2026-11-19"),
         true,
         {"ended " + prefix + "0: ended at 2026-11-20T00:00:00Z, and nothing needs it now: remove it"}},
        {"void",
         waiver("{property: mode, value: \"0640\"}"),
         true,
         {"void " + prefix +
          "0: void on 1 host: mode is 0600, accepted was 0640 (web1); put it right, or agree on what is "
          "there "
          "now"}}};
    for (const auto& row : rows) {
        INFO(row.what);
        const test::Files files;
        files.folder.file("waivers/x.yaml", file_header + row.waivers);
        auto agreements = files.load();
        static_cast<void>(test::judged(agreements, drift_of("file:/etc/motd", {drifting("mode", "0600")}),
                                       test::host("web1"), {.now = files.sources.now, .standard = ""}));
        CHECK(test::texts(agreements.notices(row.whole)) == row.notices);
    }
}

TEST_CASE("a value's digest can be computed by anybody") {
    auto list = drifting("groups", base::List{"wheel", "adm", "adm"});
    CHECK(approval::digest_of_value(drifting("mode", "0600")) == // printf text:0600 | sha256sum
          "sha256:51cdc097c06c70c9a8227d41f7ae93d3a0e84310fa02d3411e319e84bdb451bd");
    CHECK(approval::digest_of_value(list) == // printf list:3:adm,5:wheel, | sha256sum
          "sha256:6fc45c3c21947ecb0d3273585f368bd6016aaa12dc7941bb2bd78ba3481f4e81");
    list.ordered = true;
    CHECK(approval::digest_of_value(list) == // printf list:5:wheel,3:adm,3:adm, | sha256sum
          "sha256:756f1bf9a7dd73ca211bc879059311ee1207759337e56ad6e3ad9235121f5666");
}

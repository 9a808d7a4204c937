#include "approval/waiving.hpp"

#include "approval/agreements/agreed.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

using namespace plumbline;
using test::drift_of;
using test::drifting;
using test::hidden;

namespace {

const auto now = test::at("2026-11-21T09:00:00Z");

approval::WaiverDraft draft_of(drift::Finding finding) {
    return {.drift = "3f2a90b1",
            .host = "web1",
            .finding = std::move(finding),
            .seen = test::at("2026-11-21T08:00:00Z"),
            .hosts = "web1",
            .reason = "the vendor's \"banner\"",
            .ticket = "INC-77",
            .approver = "jane@example.org",
            .through = "2026-12-31"};
}

resource::Compared expecting(resource::Compared compared, const std::string& expected) {
    compared.expected = expected;
    return compared;
}

} // namespace

TEST_CASE("a waiver is written with the values that were found") {
    const auto draft = draft_of(drift_of("file:/etc/motd", {expecting(drifting("mode", "0600"), "0644")}));
    CHECK(approval::waiver_name(draft) == "INC-77-3f2a90b1.yaml");
    CHECK(approval::waiver_text(draft, "x.yaml", now) ==
          R"(# drift 3f2a90b1 of web1, as it was seen at 2026-11-21T08:00:00Z
plumbline: 1
waivers:
  - hosts: "web1"
    resource: "file:/etc/motd"
    accepts:
      - property: "mode"
        value: "0600" # the standard: 0644
    reason: "the vendor's \"banner\""
    ticket: "INC-77"
    approver: "jane@example.org"
    valid_through: "2026-12-31"
)");
}

TEST_CASE("whatever was found, the waiver that is written accepts just that") {
    const std::vector<std::pair<std::string, std::vector<resource::Compared>>> rows{
        {"file:/etc/motd", {drifting("mode", "0600"), drifting("owner", "joe")}},
        {"file:/etc/motd", {drifting("mode", "absent")}},
        {"file:/etc/motd", {drifting("owner", std::string(500, 'x'))}},
        {"file:/etc/motd", {drifting("owner", "a\nb\x1b[31m")}},
        {"file:/etc/motd", {drifting("owner", "")}},
        {"file:/etc/motd", {drifting("owner", "\"quoted\" \\ # not a comment")}},
        {"file:/etc/motd", {drifting("owner", "\xff\xfe")}},
        {"file:/etc/motd", {hidden(drifting("content", "token:0123"))}},
        {"file:/etc/motd", {drifting("mode", "no mode at all")}},
        {"directory:/etc/x.d", {drifting("purge", "present", "/etc/x.d/\xff \"odd\"")}},
        {"user:joe", {drifting("groups", base::List{"wheel", "a, b"})}},
        {"user:joe", {drifting("groups", base::List{})}},
        {"setting:/etc/x.conf", {drifting("values.A", "1.10")}},
        {"package:nginx", {drifting("version", "1:1.22.1-9+deb12u1"), drifting("status", "half-installed")}}};
    for (const auto& [resource, properties] : rows) {
        const auto finding = drift_of(resource, properties);
        const auto text = approval::waiver_text(draft_of(finding), "x.yaml", now);
        INFO(text);
        const test::Files files;
        approval::write_waiver(files.folder.path("waivers/x.yaml"), text, now);
        auto agreements = files.load();
        CHECK(test::judged(agreements, finding, test::host("web1"), {.now = now, .standard = ""}).status ==
              drift::Status::waived);
        auto mutated = finding;
        mutated.properties.front().actual = "something else";
        CHECK(test::judged(agreements, mutated, test::host("web1"), {.now = now, .standard = ""}).status ==
              drift::Status::drift);
        CHECK(text.find("token:") == std::string::npos);
    }
}

TEST_CASE("some of what drifts can be chosen") {
    auto draft = draft_of(drift_of("file:/etc/motd", {drifting("mode", "0600"), drifting("owner", "joe")}));
    draft.properties = {"owner"};
    const auto text = approval::waiver_text(draft, "x.yaml", now);
    CHECK(text.find("owner") != std::string::npos);
    CHECK(text.find("mode") == std::string::npos);
    draft.properties = {"onwer"};
    CHECK_THROWS_WITH(approval::waiver_text(draft, "x.yaml", now),
                      "'onwer' does not drift there; did you mean 'owner'?");
}

TEST_CASE("a waiver that would be refused is not written") {
    const auto good = draft_of(drift_of("file:/etc/motd", {drifting("mode", "0600")}));
    const auto refusal = [](approval::WaiverDraft draft) {
        try {
            return approval::waiver_text(draft, "x.yaml", now);
        } catch (const base::Error& error) {
            return std::string(error.what());
        }
    };
    auto draft = good;
    draft.through = "soon";
    CHECK(refusal(draft) == "the waiver can't be written as it is given:\n"
                            "x.yaml:12:20: error: 'valid_through' must be a day or a time, found 'soon'\n"
                            "        valid_through: \"soon\"\n"
                            "                       ^\n"
                            "    as in 2026-12-31 or 2026-12-31T18:00:00Z; days are UTC\n");
    draft = good;
    draft.through = "2026-11-20";
    CHECK(refusal(draft) == "--through 2026-11-20 is over: a waiver needs an end that is to come");
    draft = good;
    draft.hosts = "web[0]";
    CHECK_THAT(refusal(draft), Catch::Contains("host pattern: 'web[0]' counts hosts"));
    draft = good;
    draft.reason = "";
    CHECK_THAT(refusal(draft), Catch::Contains("'reason' must not be empty"));
}

TEST_CASE("a waiver is not written over what is there") {
    const test::Files files;
    const auto path = files.folder.file("waivers/x.yaml", "mine");
    CHECK_THROWS_WITH(approval::write_waiver(path, "other", now),
                      path + " is there already: another place is named by --output FILE");
    CHECK(base::read_file(path, 100) == "mine");
}

#include "approval/agreements/signed.hpp"

using namespace plumbline;
using test::drift_of;
using test::drifting;
using Lines = std::vector<std::string>;

namespace {

const std::string jane = "jane@example.org";
const std::string joe = "joe@example.org";
const std::string eve = "eve@example.org";

const std::string waivers = "plumbline: 1\nwaivers:\n"
                            "  - {hosts: web1, resource: file:/etc/motd, accepts: [{property: mode, value: "
                            "\"0600\"}], reason: r, ticket: INC-7, approver: jane@example.org, "
                            "valid_through: 2026-12-31}\n";
const std::string change = "plumbline: 1\nchange: CHG-0123\ntitle: t\nby: joe@example.org\nfrom: 2026-11-20\n"
                           "until: 2026-11-23\nreason: r\ncovers: [{hosts: web, resource: file:/etc/motd}]\n";

/// A file of the process, and why it covers nothing; empty when it does.
class Judged {
public:
    Judged(const test::Approvers& approvers, const std::string& name, const std::string& text)
        : path(files.folder.file(name, text)) {
        files.sources.unsigned_waivers = false;
        files.sources.signers = approvers.rules();
    }

    [[nodiscard]] Lines uncovered() const {
        auto agreements = files.load();
        const auto finding = test::with_past(drift_of("file:/etc/motd", {drifting("mode", "0600")}),
                                             drift::Cause::standard_changed);
        const auto found =
            test::judged(agreements, finding, test::host("web1"), {.now = files.sources.now, .standard = ""});
        CHECK((found.status == drift::Status::drift) == !found.uncovered.empty());
        return found.uncovered;
    }

    test::Files files = {};
    std::string path;
};

} // namespace

TEST_CASE("a waiver counts with a signature of its approver") {
    const test::Approvers approvers({jane, joe});
    approvers.make_key(eve);
    const std::string lacks = "waiver INC-7 (waivers/x.yaml:3) does not count: ";
    Judged judged(approvers, "waivers/x.yaml", waivers);

    CHECK(judged.uncovered() ==
          Lines{lacks + "expected a signature of jane@example.org, its approver, found none that counts; "
                        "plumbline sign waivers/x.yaml"});
    approvers.sign(joe, judged.path, approval::for_waiver);
    CHECK(judged.uncovered() ==
          Lines{lacks + "expected a signature of jane@example.org, its approver, found one of "
                        "joe@example.org; plumbline sign waivers/x.yaml"});
    approvers.sign(jane, judged.path, approval::for_waiver);
    CHECK(judged.uncovered().empty());

    SECTION("of just these bytes") {
        std::ofstream(judged.path, std::ios::app) << "# a comment\n";
        const auto lines = judged.uncovered();
        REQUIRE(lines.size() == 1);
        CHECK_THAT(lines[0], Catch::StartsWith(lacks + "expected a signature of jane@example.org, its "
                                                       "approver, found none that counts; refused: x.yaml."));
    }
    SECTION("unless the site names no approvers") {
        judged.files.sources.signers.reset();
        CHECK(judged.uncovered() ==
              Lines{lacks + "the site names no approvers, so that nobody's signature counts; name them in "
                            "plumbline.yaml: approval: {signers: allowed_signers}"});
    }
    SECTION("or without one where the site says so") {
        judged.files.sources.signers.reset();
        judged.files.sources.unsigned_waivers = true;
        CHECK(judged.uncovered().empty());
    }
}

TEST_CASE("a signature for another purpose, or of a key that nobody knows, does not count for a waiver") {
    const test::Approvers approvers({jane});
    approvers.make_key(eve);
    const auto refused = [&](const std::string& key, std::string_view purpose) {
        const Judged judged(approvers, "waivers/x.yaml", waivers);
        approvers.sign(key, judged.path, purpose);
        const auto lines = judged.uncovered();
        REQUIRE(lines.size() == 1);
        const auto begin = lines[0].find("; refused: x.yaml.");
        REQUIRE(begin != std::string::npos);
        return lines[0].substr(lines[0].find(".sig ", begin) + 5);
    };
    CHECK_THAT(refused(jane, approval::for_change),
               Catch::StartsWith("is for plumbline-change, expected plumbline-waiver: "));
    CHECK_THAT(refused(jane, approval::for_standard),
               Catch::StartsWith("is for plumbline-standard, expected plumbline-waiver: "));
    CHECK_THAT(refused(eve, approval::for_waiver), Catch::StartsWith("is by a key of none of the signers: "));
}

TEST_CASE("a change counts with the signatures of as many people as the site asks for") {
    const test::Approvers approvers({jane, joe});
    const std::string lacks = "change CHG-0123 (changes/x.yaml:2) does not count: ";
    Judged judged(approvers, "changes/x.yaml", change);
    judged.files.sources.quorum = 2;

    CHECK(judged.uncovered() == Lines{lacks + "expected signatures of 2 approvers, found none that counts; "
                                              "plumbline sign changes/x.yaml"});
    approvers.sign(jane, judged.path, approval::for_change);
    CHECK(judged.uncovered() == Lines{lacks + "expected signatures of 2 approvers, found 1 "
                                              "(jane@example.org); plumbline sign changes/x.yaml"});
    approvers.sign(joe, judged.path, approval::for_change);
    CHECK(judged.uncovered().empty());
}

TEST_CASE("two keys of one person are one signature under a change") {
    const test::Approvers approvers({jane});
    approvers.make_key("second");
    Judged judged(approvers, "changes/x.yaml", change);
    judged.files.sources.quorum = 2;
    judged.files.sources.signers =
        approval::SignerRules{.allowed = approvers.line_of(jane, jane) + approvers.line_of(jane, "second")};
    approvers.sign(jane, judged.path, approval::for_change);
    approvers.sign("second", judged.path, approval::for_change);
    CHECK(judged.uncovered() ==
          Lines{"change CHG-0123 (changes/x.yaml:2) does not count: expected signatures "
                "of 2 approvers, found 1 (jane@example.org); plumbline sign "
                "changes/x.yaml"});
}

TEST_CASE("who must sign is told at the head of a report") {
    const test::Approvers approvers({jane});
    const Judged judged(approvers, "waivers/x.yaml", waivers);
    CHECK(test::texts(judged.files.load().notices(true)) ==
          Lines{"not-signed waiver INC-7 waivers/x.yaml:3 0: does not count: expected a signature of "
                "jane@example.org, its approver, found none that counts; plumbline sign waivers/x.yaml"});
}

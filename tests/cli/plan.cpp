#include "approval/signature/keys.hpp"
#include "cli/desk.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace plumbline;
using test::Desk;
using test::Ended;
using test::Words;

namespace {

namespace fs = std::filesystem;

/// A site of this machine alone, whose plans two people must approve.
struct SiteToPlan {
    SiteToPlan() {
        for (const auto* name : {"jane", "bob"}) {
            keys.make(name);
            signers += keys.signer(std::string(name) + "@example.org", name);
        }
        test::write_standard(desk);
        desk.file("allowed_signers", signers);
        desk.file("plumbline.yaml",
                  "plumbline: 1\nstandard: standard.yaml\nhistory: sqlite:///DIR/history.db\n"
                  "environment: production\n");
        desk.file("motd", "bye\n");
    }
    /// From then on the standard lacks a sign-off, too.
    void name_approvers() const {
        desk.file("plumbline.yaml", "plumbline: 1\nstandard: standard.yaml\nhistory: none\n"
                                    "environment: production\napproval: {signers: allowed_signers, quorum: "
                                    "2}\n");
    }
    [[nodiscard]] Ended sign(const std::string& name) const {
        return desk.run({"sign", "plan.json", "--identity", keys.folder().path(name)});
    }
    [[nodiscard]] std::string digest() const {
        const auto text = desk.read("plan.json");
        return text.substr(text.find("sha256:"), 71);
    }

    Desk desk;
    test::Keys keys;
    std::string signers;
};

} // namespace

TEST_CASE("a plan is written whole, for its owner alone, and shown again in every format") {
    const SiteToPlan site;
    const auto made = site.desk.run({"plan", "--output", "plan.json", "--output", "html=plan.html"});
    CHECK(made.status == 2);
    CHECK(made.errors == "");
    CHECK_THAT(made.output, Catch::Contains("digest    " + site.digest()));
    CHECK_THAT(made.output,
               Catch::EndsWith("\nwritten to plan.json; when you have read it: plumbline sign plan.json\n") ||
                   Catch::Contains("nothing is to be done"));
    CHECK(fs::status(site.desk.path("plan.json")).permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(site.desk.read("plan.html").starts_with("<!DOCTYPE html>"));
    const auto shown = [&](const std::string& format) {
        return site.desk.run({"plan", "--show", "plan.json", "--format", format});
    };
    CHECK(shown("json").status == 0);
    CHECK(shown("json").output == site.desk.neutral(site.desk.read("plan.json")));
    CHECK(made.output.starts_with(shown("text").output));
    CHECK(shown("html").output == site.desk.neutral(site.desk.read("plan.html")));
    CHECK_THAT(shown("markdown").output, Catch::StartsWith("# Plan for "));
    const auto rest = site.desk.shell("sed 2d plan.json | sha256sum; : \"$@\"", {});
    CHECK("sha256:" + rest.output.substr(0, 64) == site.digest());
}

TEST_CASE("a plan is recorded as the audit that it is, and says where nothing is to be done") {
    const SiteToPlan site;
    CHECK(site.desk.run({"plan"}).status == 2);
    CHECK_THAT(site.desk.run({"show", "last"}).output, Catch::Contains("/motd"));
    site.desk.file("motd", "hello\n");
    fs::remove(site.desk.path("extra"));
    const auto nothing = site.desk.run({"plan", "--output", "plan.json"});
    CHECK(nothing.status == 0);
    CHECK_THAT(nothing.output, Catch::Contains("\nnothing is to be done\n"));
    CHECK_THAT(nothing.output, !Catch::Contains("plumbline sign"));
}

TEST_CASE("a plan's options are refused before anything is looked at") {
    const SiteToPlan site;
    CHECK(
        site.desk.run({"plan", "--max-age", "30d"}) ==
        Ended{1, "",
              "plumbline: --max-age takes a duration of 1s to 7d, such as 4h, and found '30d': what was seen "
              "of a host holds no longer\n"});
    CHECK(site.desk.run({"plan", "--output", "junit=x.xml"}) ==
          Ended{1, "", "plumbline: --output knows no format 'junit': one of: text, markdown, html, json\n"});
    site.desk.file("plan.json", "{\"format\": \"plumbline.plan/1\"}");
    CHECK(site.desk.run({"plan", "--show", "plan.json"}) ==
          Ended{1, "",
                "plumbline: digest: expected a digest (sha256: and 64 hexadecimal digits), found nothing\n"
                "  while reading the plan plan.json\n"});
}

TEST_CASE("sign tells a plan's digest and how many approve, verify each rule") {
    const SiteToPlan site;
    CHECK(site.desk.run({"plan", "--output", "plan.json"}).status == 2);
    site.name_approvers();
    CHECK_THAT(
        site.desk.run({"verify", "plan.json"}).output,
        Catch::Contains("\n  no signature lies beside it\n  NOT TO BE APPLIED:\n    too few signatures: "
                        "expected 2 approvers, found 0; have 2 other approvers sign with `plumbline "
                        "sign plan.json`\n"));
    const auto first = site.sign("jane");
    CHECK(first.status == 0);
    CHECK_THAT(first.output, Catch::StartsWith("signed the plan for ") &&
                                 Catch::Contains("\n  digest     " + site.digest() + "\n  expires    ") &&
                                 Catch::EndsWith("  approvers  1 of 2: jane@example.org\n    too few "
                                                 "signatures: expected 2 approvers, found 1 "
                                                 "(jane@example.org); have another approver sign with "
                                                 "`plumbline sign plan.json`\n"));
    CHECK(site.desk.run({"verify", "plan.json"}).status == 8);
    CHECK_THAT(site.sign("bob").output,
               Catch::EndsWith("  approvers  2 of 2: bob@example.org, jane@example.org\n"));
    const auto verified = site.desk.run({"verify", "plan.json"});
    CHECK(verified.status == 0);
    CHECK_THAT(verified.output, Catch::StartsWith("plan plan.json\n  for ") &&
                                    Catch::EndsWith("  approved by bob@example.org, jane@example.org (2 of "
                                                    "2)\n"));
    site.desk.file("standard.yaml", site.desk.read("standard.yaml") + "\n");
    const auto other = site.desk.run({"verify", "plan.json"});
    CHECK(other.status == 8);
    CHECK_THAT(other.output, Catch::Contains("expected a plan of the site's standard, sha256:"));
}

TEST_CASE("a plan that was edited or has expired is neither signed nor good") {
    const SiteToPlan site;
    CHECK(site.desk.run({"plan", "--output", "plan.json", "--max-age", "1s"}).status == 2);
    site.name_approvers();
    CHECK(site.desk.shell("sleep 2; : \"$@\"", {}).status == 0);
    const auto expired = site.sign("jane");
    CHECK(expired.status == 1);
    CHECK_THAT(expired.errors, Catch::StartsWith("plumbline: plan.json is not signed: expected a plan that "
                                                 "holds now, ") &&
                                   Catch::EndsWith("; make it anew with `plumbline plan`\n"));
    const auto verified = site.desk.run({"verify", "plan.json"});
    CHECK(verified.status == 8);
    CHECK_THAT(verified.output, Catch::Contains("found one that expired at "));
    auto text = site.desk.read("plan.json");
    const auto at = text.find("production");
    REQUIRE(at != std::string::npos);
    site.desk.file("plan.json", text.replace(at, 10, "PRODUCTION"));
    const auto edited = site.sign("jane");
    CHECK(edited.status == 1);
    CHECK_THAT(edited.errors, Catch::Contains("the plan was edited after it was made"));
    CHECK(site.desk.shell("ls plan.json*; : \"$@\"", {}).output == "plan.json\n");
    CHECK(site.desk.run({"verify", "plan.json"}).status == 8);
}

TEST_CASE("the schema of plans is printed, and that of what is done about them") {
    const Desk desk;
    CHECK_THAT(desk.run({"schema", "--enforced"}).output,
               Catch::Contains("\"title\": \"plumbline.enforced/1\""));
    const auto schema = desk.run({"schema", "--plan"});
    CHECK(schema.status == 0);
    CHECK_THAT(schema.output, Catch::Contains("\"title\": \"plumbline.plan/1\""));
}

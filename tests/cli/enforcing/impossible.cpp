#include "cli/enforcing/site_to_enforce.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <functional>

using namespace plumbline;
using test::Ended;
using test::SiteToEnforce;

namespace {

struct Case {
    std::string name;
    std::function<void(SiteToEnforce&)> arrange;
    std::string said;
};

const std::string too_few =
    "plumbline: refused (signatures): too few signatures: expected 2 approvers, found ";

const std::string signed_otherwise =
    "0; have 2 other approvers sign with `plumbline sign plan.json`\n"
    "plumbline: refused (signatures): plan.json.WORD.sig was made over other bytes than these, which were "
    "changed since, or it belongs to another file; put back what was signed, or sign again with `plumbline "
    "sign`\n"
    "plumbline: refused (signatures): plan.json.WORD.sig was made over other bytes than these, which were "
    "changed since, or it belongs to another file; put back what was signed, or sign again with `plumbline "
    "sign`\n";

void add_host(SiteToEnforce& site, const std::string& name, const std::string& address) {
    auto host = site.plan.hosts.front();
    host.name = name;
    host.address = address;
    site.plan.hosts.push_back(host);
    site.approve();
}

/// The signers' file with bob's line under these options.
void bob_may(const SiteToEnforce& site, const std::string& options) {
    site.desk.file("allowed_signers", site.keys.signer("jane@example.org", "jane") +
                                          site.keys.signer("bob@example.org", "bob", options));
}

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {"stolen, without its signatures", [](SiteToEnforce& site) { site.write(); },
         too_few + "0; have 2 other approvers sign with `plumbline sign plan.json`\n"},
        {"signed by one where two are needed",
         [](SiteToEnforce& site) {
             site.write();
             site.sign("jane");
         },
         too_few + "1 (jane@example.org); have another approver sign with `plumbline sign plan.json`\n"},
        {"signed for a change of the standard",
         [](SiteToEnforce& site) {
             site.write();
             site.sign("jane");
             site.sign("bob", approval::for_change);
         },
         too_few + "1 (jane@example.org); have another approver sign with `plumbline sign plan.json`\n"
                   "plumbline: refused (signatures): plan.json.WORD.sig is for plumbline-change, expected "
                   "plumbline-plan: a signature counts only for what it was made for; sign again with "
                   "`plumbline sign`\n"},
        {"signed by somebody whom nobody knows",
         [](SiteToEnforce& site) {
             site.write();
             site.sign("jane");
             site.sign("eve");
         },
         too_few + "1 (jane@example.org); have another approver sign with `plumbline sign plan.json`\n"
                   "plumbline: refused (signatures): plan.json.WORD.sig is by a key of none of the signers: "
                   "expected one that the allowed signers name, found KEY of eve (ED25519); an approver's "
                   "new key is added there by those who keep them\n"},
        {"signed with a key that is not valid any more",
         [](SiteToEnforce& site) { bob_may(site, "valid-before=\"20200101\""); },
         "plumbline: refused (sign-off): the standard's sign-off does not hold: list.WORD.sig is by "
         "bob@example.org's key KEY of bob (allowed signers, line 2) that expired: it was valid before TIME; "
         "sign with a key that is valid, or have its time there mended\n"
         "plumbline: refused (sign-off): the standard's sign-off does not hold: too few signatures: expected "
         "2 approvers, found 1 (jane@example.org); have another approver sign with `plumbline sign "
         "standard`\n" +
             too_few +
             "1 (jane@example.org); have another approver sign with `plumbline sign plan.json`\n"
             "plumbline: refused (signatures): plan.json.WORD.sig is by bob@example.org's key KEY of bob "
             "(allowed signers, line 2) that expired: it was valid before TIME; sign with a key that is "
             "valid, or have its time there mended\n"},
        {"signed with a key that was revoked",
         [](SiteToEnforce& site) {
             site.desk.file("revoked", site.keys.line("bob"));
             site.settings("approval: {signers: allowed_signers, quorum: 2, revoked: revoked}\n");
         },
         "plumbline: refused (sign-off): the standard's sign-off does not hold: list.WORD.sig is by a "
         "revoked key: expected one that counts, found bob@example.org's KEY of bob (ED25519); sign with "
         "another key\n"
         "plumbline: refused (sign-off): the standard's sign-off does not hold: too few signatures: expected "
         "2 approvers, found 1 (jane@example.org); have another approver sign with `plumbline sign "
         "standard`\n" +
             too_few +
             "1 (jane@example.org); have another approver sign with `plumbline sign plan.json`\n"
             "plumbline: refused (signatures): plan.json.WORD.sig is by a revoked key: expected one that "
             "counts, found bob@example.org's KEY of bob (ED25519); sign with another key\n"},
        {"of a site that names no approvers", [](SiteToEnforce& site) { site.settings(""); },
         "plumbline: refused (signatures): expected a site that names approvers, found none, so that "
         "nobody's signature counts; name them in plumbline.yaml: approval: {signers: allowed_signers}\n"},
        {"one byte of a step edited",
         [](SiteToEnforce& site) {
             auto bytes = plan::as_json(site.plan);
             bytes.replace(bytes.find("mode 0644"), 9, "mode 0666");
             site.desk.file("plan.json", bytes);
         },
         "plumbline: refused (plan): digest: expected DIGEST, the one of the rest, found DIGEST: the plan "
         "was edited after it was made; make it anew with `plumbline plan`; while reading the plan "
         "plan.json\n"},
        {"edited, and its digest with it",
         [](SiteToEnforce& site) {
             site.plan.hosts.front().resources.front().steps.front().words = "set of /etc/motd: mode 0666";
             site.desk.file("plan.json", plan::as_json(site.plan));
         },
         too_few + signed_otherwise},
        {"one digit of a step's digest edited",
         [](SiteToEnforce& site) {
             auto& digest = site.plan.hosts.front().resources.front().steps.front().digest;
             digest.back() = digest.back() == '0' ? '1' : '0';
             site.desk.file("plan.json", plan::as_json(site.plan));
         },
         too_few + signed_otherwise},
        {"old",
         [](SiteToEnforce& site) {
             site.plan.made -= std::chrono::hours(9);
             site.plan.expires -= std::chrono::hours(9);
             site.approve();
         },
         "plumbline: refused (age): expected a plan that holds now, TIME, found one that expired at TIME; "
         "make it anew with `plumbline plan`\n"},
        {"of another environment",
         [](SiteToEnforce& site) {
             site.plan.environment = "staging";
             site.approve();
         },
         "plumbline: refused (environment): expected a plan for this site's environment, production, found "
         "one for staging; apply it from the site that it was made of\n"},
        {"of an environment whose name would colour a terminal",
         [](SiteToEnforce& site) {
             site.plan.environment = "\x1b[31mproduction";
             site.approve();
         },
         "plumbline: refused (environment): expected a plan for this site's environment, production, found "
         "one for \\x1b[31mproduction; apply it from the site that it was made of\n"},
        {"of another standard",
         [](SiteToEnforce& site) {
             site.plan.standard_digest = base::sha256("another");
             site.approve();
         },
         "plumbline: refused (standard): expected a plan of the standard as it is, DIGEST, found one of "
         "DIGEST; make it anew with `plumbline plan`\n"},
        {"of a standard that was edited since",
         [](SiteToEnforce& site) {
             site.desk.file("standard/standard.yaml", site.desk.read("standard/standard.yaml") + "\n");
         },
         "plumbline: refused (standard): expected a plan of the standard as it is, DIGEST, found one of "
         "DIGEST; make it anew with `plumbline plan`\n"
         "plumbline: refused (sign-off): the standard's sign-off does not hold: standard.yaml was changed "
         "after it was signed: expected 76 bytes of DIGEST, found 77 bytes of DIGEST\n"
         "plumbline: refused (sign-off): the standard's sign-off does not hold: standard is not what was "
         "signed: put that back, or have what is there reviewed and sign it with `plumbline sign "
         "standard`\n"},
        {"of a host that the inventory does not have",
         [](SiteToEnforce& site) { add_host(site, "web9", "web9:22"); },
         "plumbline: refused (hosts): expected every host of the plan in the inventory, found none of the "
         "name web9; make it anew with `plumbline plan`\n"},
        {"of a host that is elsewhere now",
         [](SiteToEnforce& site) {
             site.plan.hosts.front().address = "203.0.113.7:22";
             site.approve();
         },
         "plumbline: refused (hosts): expected silent at 203.0.113.7:22, where it was when the plan was "
         "made, found it at 127.0.0.1:PORT; make it anew with `plumbline plan`\n"},
        {"in a freeze",
         [](SiteToEnforce& site) {
             site.desk.file("calendar.yaml", "plumbline: 1\nfreezes:\n  - name: year end\n    from: "
                                             "2020-01-01T00:00:00Z\n    until: " +
                                                 base::to_rfc3339(site.plan.expires) + "\n");
             site.settings("approval: {signers: allowed_signers, quorum: 2}\ncalendar: calendar.yaml\n");
         },
         "plumbline: refused (freeze): expected no freeze now, TIME, found 'year end', which holds for "
         "silent; apply the plan when it is over, or have the calendar changed\n"},
        {"of a standard that nobody signed off",
         [](SiteToEnforce& site) { std::filesystem::remove_all(site.desk.path("standard/.signoff")); },
         "plumbline: refused (sign-off): the standard's sign-off does not hold: the standard is not signed: "
         "expected its list standard/.signoff/list with the signatures of 2 approvers, found no list; "
         "`plumbline sign standard`\n"},
    };
    return all;
}

} // namespace

TEST_CASE(
    "a plan that is not approved, not of this site or not of this time is refused before any connection") {
    for (const auto& [name, arrange, said] : cases()) {
        SiteToEnforce site;
        arrange(site);
        INFO(name);
        CHECK(site.enforce() == SiteToEnforce::refused(said));
        CHECK(site.host.connections() == 0);
        CHECK_FALSE(std::filesystem::exists(site.desk.path("enforced")));
    }
}

TEST_CASE("what agrees to a plan is its digest, or its summary on a terminal") {
    SiteToEnforce site;
    CHECK(site.enforce("sha256:" + std::string(64, '0')) ==
          SiteToEnforce::refused(
              "plumbline: refused (consent): --approve: expected the digest of this plan, DIGEST, found "
              "DIGEST; read the plan that is there (`plumbline plan --show plan.json`)\n"));
    CHECK(site.desk.run({"enforce", "plan.json", "--ssh-config", "none"}, {}, "apply 1 change on 1 host\n")
              .status == 1);
    CHECK(site.host.connections() == 0);
}

TEST_CASE("a plan that is approved goes to its host, so that no other refusal is one of something else") {
    SiteToEnforce site;
    const auto ended = site.enforce();
    CAPTURE(ended);
    CHECK(ended.status == 6);
    CHECK_THAT(ended.output, Catch::Contains("FAILED     auth: 127.0.0.1 port "));
    CHECK(site.host.connections() > 0);
}

TEST_CASE("a hostile plan.json is refused with the place, whatever signatures it has") {
    const SiteToEnforce site;
    const auto good = plan::as_json(site.plan);
    const auto with = [&](const std::string& from, const std::string& to) {
        auto bytes = good;
        const auto at = bytes.find(from);
        REQUIRE(at != std::string::npos);
        return bytes.replace(at, from.size(), to);
    };
    const std::string other_form =
        "expected the plan in the very form in which it was written, found another: it was edited or written "
        "anew by something else; make it anew with `plumbline plan`";
    const std::vector<std::pair<std::string, std::string>> table{
        {"", "expected JSON, found something else at line 1"},
        {"null", "the plan: expected an object, found null"},
        {"[]", "the plan: expected an object, found a list"},
        {"\xff\xfe", "expected JSON, found something else at line 1"},
        {std::string("{\"a\0\": 1}", 9), "expected JSON, found something else at line 1"},
        {std::string(100'000, '['), "expected JSON that is nested at most 8 deep, found it deeper"},
        {good.substr(0, good.size() / 2), "expected JSON, found something else at line 18"},
        {good + "{}", "expected JSON, found something else at line 47"},
        {good + " ", "line 47: " + other_form},
        {with(R"("plumbline.plan/1")", R"("plumbline.plan/2")"),
         R"(format: expected "plumbline.plan/1", found "plumbline.plan/2")"},
        {with(R"("production")", R"(["production"])"), "environment: expected a text, found a list"},
        {with(R"("production")", R"("staging", "environment": "production")"), "line 8: " + other_form},
        {with(R"("environment")", R"("approved": true, "environment")"),
         "approved: expected no such member (a plan of another version is to be made anew), found true"},
        {with(R"("number": 1)", R"("number": -1)"), "changes[0].number: expected a number from 1, found -1"},
        {with(R"("number": 1)", R"("number": 1e99)"),
         "changes[0].number: expected a number from 1, found 1e+99"},
        {with(R"("number": 1)", R"("number": 18446744073709551617)"),
         "changes[0].number: expected a number from 1, found 1.8446744073709552e+19"},
        {with(plan::digest_of(site.plan), "sha256:0"),
         R"(digest: expected a digest (sha256: and 64 hexadecimal digits), found "sha256:0")"},
        {with(R"("medium")", R"("\u001b[31m")"),
         R"(changes[0].severity: expected info, low, medium, high or critical, found "\u001b[31m")"},
        {with(R"("silent")", "7"), "hosts[0].name: expected a text, found 7"},
        {with(R"("file:/etc/motd")", R"("/etc/motd")"),
         R"(changes[0].resource: expected a resource (TYPE:TITLE), found "/etc/motd")"},
    };
    for (const auto& [bytes, words] : table) {
        site.write(bytes);
        site.sign("jane");
        site.sign("bob");
        INFO(bytes.substr(0, 300));
        CHECK(site.enforce() == SiteToEnforce::refused("plumbline: refused (plan): " + words +
                                                       "; while reading the plan plan.json\n"));
    }
    REQUIRE(site.desk.shell("truncate -s 100M plan.json; : \"$@\"", {}).status == 0);
    CHECK(site.enforce() ==
          SiteToEnforce::refused("plumbline: refused (plan): plan.json is too large: more than 67108864 "
                                 "bytes; while reading the plan plan.json\n"));
    CHECK(site.host.connections() == 0);
}

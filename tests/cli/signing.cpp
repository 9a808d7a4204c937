#include "approval/signature/keys.hpp"
#include "cli/desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Desk;
using test::Ended;
using test::Words;

namespace {

/// A site of two approvers, whose standard nobody has signed yet.
struct SiteToSign {
    SiteToSign() {
        desk.directory("standard");
        desk.file(
            "standard/standard.yaml",
            "plumbline: 1\nstandard: acme\nversion: '7'\nresources:\n  - file: DIR/motd\n    source: motd\n");
        desk.file("standard/motd", "hello\n");
        desk.file("motd", "hello\n");
        for (const auto* name : {"jane", "bob"}) {
            keys.make(name);
            signers += keys.signer(std::string(name) + "@example.org", name);
        }
        desk.file("allowed_signers", signers);
        desk.file("plumbline.yaml", "plumbline: 1\nstandard: standard\nhistory: none\n"
                                    "approval: {signers: allowed_signers, quorum: 2}\n");
    }

    [[nodiscard]] std::string key(const std::string& name) const { return keys.folder().path(name); }
    Ended sign(const std::string& path, const std::string& name, const Words& more = {}) const {
        Words words{"sign", path, "--identity", key(name)};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    [[nodiscard]] Ended run(const Words& words) const {
        auto ended = desk.run(words);
        for (const auto* name : {"jane", "bob"}) {
            const auto its = keys.fingerprint(name);
            auto word = its.substr(7, 16);
            std::ranges::replace(word, '/', '_');
            std::ranges::replace(word, '+', '-');
            replace(ended.output, its, std::string(name) + "'s");
            replace(ended.output, word, name);
        }
        return ended;
    }
    static void replace(std::string& text, const std::string& from, const std::string& to) {
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
            text.replace(at, from.size(), to);
    }
    /// The standard's digest, as the last list has it.
    [[nodiscard]] std::string digest() const {
        const auto list = desk.read("standard/.signoff/list");
        return list.substr(list.find("sha256:"), 71);
    }

    Desk desk;
    test::Keys keys;
    std::string signers;
};

} // namespace

TEST_CASE("sign says what was signed and how far it is, verify each signature and the verdict") {
    const SiteToSign site;
    const auto first = site.sign("standard", "jane");
    CHECK(first ==
          Ended{0,
                "signed the standard acme 7\n"
                "  signature  standard/.signoff/list.jane.sig\n"
                "  digest     " +
                    site.digest() +
                    "\n"
                    "  serial     1, of a new list\n"
                    "  files      2\n"
                    "  approvers  1 of 2: jane@example.org\n"
                    "    too few signatures: expected 2 approvers, found 1 (jane@example.org); have another "
                    "approver sign with `plumbline sign standard`\n",
                ""});
    const std::string head = "standard acme 7 (standard)\n  " + site.digest() + "\n";
    CHECK(site.run({"verify"}) ==
          Ended{8,
                head +
                    "  list.jane.sig counts: jane@example.org, jane's\n"
                    "  NOT SIGNED OFF (missing):\n"
                    "    too few signatures: expected 2 approvers, found 1 (jane@example.org); have another "
                    "approver sign with `plumbline sign standard`\n",
                ""});
    const auto second = site.sign("standard", "bob");
    CHECK(second.status == 0);
    CHECK_THAT(second.output,
               Catch::Contains("  serial     1, of the same list as before\n") &&
                   Catch::EndsWith("  approvers  2 of 2: bob@example.org, jane@example.org\n"));
    const auto verified = site.run({"verify"});
    CHECK(verified.status == 0);
    CHECK_THAT(verified.output,
               Catch::EndsWith("  signed off by bob@example.org, jane@example.org (2 of 2), serial 1\n"));
    site.desk.file("standard/motd", "bye\n");
    const auto tampered = site.run({"verify"});
    CHECK(tampered.status == 8);
    CHECK_THAT(tampered.output,
               Catch::Contains("  NOT SIGNED OFF (invalid):\n    motd was changed after it was "
                               "signed: expected 6 bytes of sha256:"));
}

TEST_CASE("verify takes its rules from options, and says what it lacks") {
    const SiteToSign site;
    site.sign("standard", "jane");
    site.desk.file("jane", site.keys.signer("jane@example.org", "jane"));
    site.desk.file("revoked", site.keys.line("jane"));
    CHECK(site.run({"verify", "standard", "--signers", "jane", "--quorum", "1"}).status == 0);
    const auto revoked = site.run({"verify", "standard", "--quorum", "1", "--revoked", "revoked"});
    CHECK(revoked.status == 8);
    CHECK_THAT(revoked.output,
               Catch::Contains("  list.jane.sig does not count: it is by a revoked key: expected "
                               "one that counts, found jane@example.org's jane's (ED25519); sign "
                               "with another key\n"));
    site.desk.file("plumbline.yaml", "plumbline: 1\nstandard: standard\n");
    CHECK(site.run({"verify"}) ==
          Ended{1, "",
                "plumbline: nobody is named whose signature counts: name the approvers with --signers FILE, "
                "or in "
                "the site's plumbline.yaml (approval: {signers: allowed_signers})\n"});
}

TEST_CASE("a change and waivers are signed for what they are, and verified with the site") {
    const SiteToSign site;
    site.sign("standard", "jane");
    site.sign("standard", "bob");
    site.desk.directory("changes");
    site.desk.directory("waivers");
    site.desk.file("plumbline.yaml", "plumbline: 1\nstandard: standard\nhistory: none\nwaivers: waivers\n"
                                     "changes: changes\napproval: {signers: allowed_signers, quorum: 2}\n");
    site.desk.file("changes/CHG-1.yaml",
                   "plumbline: 1\nchange: CHG-1\ntitle: a new motd\nby: jane@example.org\nfrom: 2026-01-01\n"
                   "until: 2036-01-01\nreason: asked for\ncovers:\n"
                   "  - {hosts: all, resource: file:/etc/motd}\n");
    site.desk.file("waivers/motd.yaml",
                   "plumbline: 1\nwaivers:\n  - hosts: all\n    resource: file:/etc/motd\n    accepts:\n"
                   "      - {property: mode, value: '0600'}\n    reason: legacy\n    ticket: INC-77\n"
                   "    approver: bob@example.org\n    valid_through: 2036-01-01\n");
    CHECK(site.sign("changes/CHG-1.yaml", "jane") ==
          Ended{0,
                "signed the change changes/CHG-1.yaml\n  signature  changes/CHG-1.yaml.jane.sig\n"
                "  see        plumbline verify changes/CHG-1.yaml\n",
                ""});
    CHECK(site.sign("waivers/motd.yaml", "jane").status == 0);
    const auto half = site.run({"verify"});
    CHECK(half.status == 8);
    CHECK_THAT(half.output,
               Catch::Contains(
                   "change changes/CHG-1.yaml\n  CHG-1.yaml.jane.sig counts: jane@example.org, jane's\n") &&
                   Catch::Contains("NOT SIGNED: change CHG-1 (changes/CHG-1.yaml:2): ") &&
                   Catch::Contains("NOT SIGNED: waiver INC-77 (waivers/motd.yaml:3): "));
    site.sign("changes/CHG-1.yaml", "bob");
    site.sign("waivers/motd.yaml", "bob");
    const auto whole = site.run({"verify"});
    INFO(whole.output);
    CHECK(whole.status == 0);
    const auto change = site.run({"verify", "changes/CHG-1.yaml"});
    CHECK(change.status == 0);
    CHECK_THAT(change.output,
               Catch::StartsWith("change changes/CHG-1.yaml\n") &&
                   Catch::Contains("  CHG-1.yaml.bob.sig counts: bob@example.org, bob's\n") &&
                   Catch::Contains("  CHG-1.yaml.jane.sig counts: jane@example.org, jane's\n") &&
                   Catch::EndsWith("changes and waivers: 1 file, signed as they must be\n"));
}

TEST_CASE("what is wrong is not signed, and nothing is written") {
    const SiteToSign site;
    SECTION("a standard that does not load") {
        site.desk.file("standard/standard.yaml",
                       "plumbline: 1\nstandard: acme\nresources:\n  - fiel: /etc/motd\n");
        const auto refused = site.sign("standard", "jane");
        CHECK(refused.status == 1);
        CHECK_THAT(refused.errors, Catch::Contains("standard.yaml:4:11: error: 'fiel' is no resource type"));
    }
    SECTION("a standard with work that is not committed") {
        const auto git = [&](Words words) {
            words.insert(words.begin(), {"git", "-C", site.desk.path(), "-c", "user.name=Jane", "-c",
                                         "user.email=jane@example.org"});
            test::ran(words);
        };
        git({"init", "-q", "-b", "main"});
        git({"add", "standard"});
        git({"commit", "-q", "-m", "acme"});
        site.desk.file("standard/motd", "not yet\n");
        const auto refused = site.sign("standard", "jane");
        CHECK(refused.status == 1);
        CHECK_THAT(
            refused.errors,
            Catch::StartsWith(
                "plumbline: standard is not signed: expected all of it to be committed, so that "
                "what was signed can be found again, found git ") &&
                Catch::EndsWith(" (main), with uncommitted changes; commit it first (git -C standard status "
                                ".)\n"));
        git({"checkout", "-q", "standard"});
        CHECK_THAT(site.sign("standard", "jane").output, Catch::Contains(" (main), clean\n"));
        return;
    }
    SECTION("no key") {
        const auto refused = site.run({"sign", "standard"});
        CHECK(refused ==
              Ended{1, "",
                    "plumbline: no key to sign with: there is no agent ($SSH_AUTH_SOCK is not set); name "
                    "a key with --identity\n"});
    }
    SECTION("waivers that are none") {
        site.desk.file("waivers.yaml", "plumbline: 1\nwaivers:\n  - hosts: all\n");
        const auto refused = site.sign("waivers.yaml", "jane");
        CHECK(refused.status == 1);
        CHECK_THAT(refused.errors, Catch::Contains("waivers.yaml:3:5: error: "));
        CHECK(approval::signatures_beside(site.desk.path("waivers.yaml")).empty());
    }
    SECTION("a serial where there is none") {
        site.desk.file("waivers.yaml", "plumbline: 1\nwaivers: []\n");
        CHECK(site.sign("waivers.yaml", "jane", {"--serial", "3"}).errors ==
              "plumbline: --serial is for a standard, and waivers.yaml is none\n");
    }
    CHECK_FALSE(std::filesystem::exists(site.desk.path("standard/.signoff")));
}

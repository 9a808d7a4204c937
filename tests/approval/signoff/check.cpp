#include "signed_standard.hpp"

#include "base/digest.hpp"

using namespace plumbline;
using test::SignedStandard;
using test::told;

namespace {

const std::string mend = "acme is not what was signed: put that back, or have what is there reviewed and "
                         "sign it with `plumbline sign "
                         "acme`";

std::string first_digits(const std::string& bytes) {
    return base::sha256(bytes).substr(0, 7 + 12) + "…";
}

} // namespace

TEST_CASE("a standard that enough approvers signed is valid") {
    const SignedStandard standard;
    standard.sign("jane");
    CHECK(told(standard, standard.check(1)) == "valid");
    standard.sign("bob");
    const auto signoff = standard.check(2);
    CHECK(told(standard, signoff) == "valid");
    CHECK(signoff.signers == std::vector<std::string>{"bob@example.org", "jane@example.org"});
    CHECK(signoff.quorum == 2);
    CHECK(signoff.serial == 1);
    standard.sign("carol");
    CHECK(told(standard, standard.check(2)) == "valid");
}

TEST_CASE("a single file is signed with what it is made of, beside it") {
    const SignedStandard standard;
    const auto& folder = standard.keys.folder();
    const auto path = folder.file("web.yaml", "plumbline: 1\nstandard: web\ninclude: own.yaml\n");
    folder.file("own.yaml", "resources: [{file: /etc/motd}]\n");
    const auto load = [&] {
        base::Diagnostics diagnostics;
        return standard::load_standard(path, diagnostics).value();
    };
    const auto made = approval::sign_standard(load(), path, folder.path("jane"), std::nullopt);
    CHECK(made.files == 2);
    CHECK(approval::list_of(path) == folder.path(".web.yaml.signoff/list"));
    CHECK(told(standard, approval::check_signoff(load(), path, standard.rules(1))) == "valid");
    folder.file("own.yaml", "resources: [{file: /etc/issue}]\n");
    CHECK_THAT(told(standard, approval::check_signoff(load(), path, standard.rules(1))),
               Catch::StartsWith("invalid\nown.yaml was changed after it was signed: expected 31 bytes of "));
}

TEST_CASE("what is not what was signed is named") {
    const SignedStandard standard;
    standard.sign("jane");
    SECTION("a tampered file") {
        standard.write("motd", "kept?\n");
        CHECK(told(standard, standard.check(1)) ==
              "invalid\nmotd was changed after it was signed: expected 5 bytes of " + first_digits("kept\n") +
                  ", found 6 bytes of " + first_digits("kept?\n") + "\n" + mend);
    }
    SECTION("an added file") {
        standard.write("profiles/also.yaml", "x");
        CHECK(told(standard, standard.check(1)) == "invalid\nprofiles/also.yaml was added after the rest was "
                                                   "signed: expected nothing, found 1 byte of " +
                                                       first_digits("x") + "\n" + mend);
    }
    SECTION("a file that is gone") {
        std::filesystem::remove(standard.path("motd"));
        CHECK(told(standard, standard.check(1)) ==
              "invalid\nmotd was taken away after it was signed: expected 5 bytes of " +
                  first_digits("kept\n") + ", found nothing\n" + mend);
    }
    SECTION("a link in a file's place, and one beside") {
        std::filesystem::rename(standard.path("motd"), standard.path("issue"));
        std::filesystem::create_symlink("issue", standard.path("motd"));
        CHECK(told(standard, standard.check(1)) ==
              "invalid\nissue was added after the rest was signed: expected nothing, found 5 bytes of " +
                  first_digits("kept\n") + "\nmotd was changed after it was signed: expected 5 bytes of " +
                  first_digits("kept\n") + ", found a symbolic link to 'issue'\n" + mend);
    }
    SECTION("more than anybody reads") {
        for (int i = 0; i < 100; ++i)
            standard.write("new" + std::to_string(i), "");
        const auto problems = standard.check(1).problems;
        REQUIRE(problems.size() == 22);
        CHECK(problems[20] == "and 80 more files differ from what was signed");
    }
    CHECK(standard.check(1).signers == std::vector<std::string>{"jane@example.org"});
}

TEST_CASE("what counts are the bytes that were loaded, whatever is there later") {
    const SignedStandard standard;
    standard.sign("jane");
    const auto loaded = standard.load();
    standard.write("motd", "changed in between\n");
    CHECK(told(standard, approval::check_signoff(loaded, standard.path(), standard.rules(1))) == "valid");
}

TEST_CASE("a standard without enough signatures is missing them, and says whose count") {
    const SignedStandard standard;
    CHECK(
        told(standard, standard.check(2)) ==
        "missing\nthe standard is not signed: expected its list acme/.signoff/list with the signatures of 2 "
        "approvers, found no list; `plumbline sign acme`");
    standard.sign("jane");
    CHECK(told(standard, standard.check(2)) == "missing\ntoo few signatures: expected 2 approvers, found 1 "
                                               "(jane@example.org); have another approver "
                                               "sign with `plumbline sign acme`");
    for (const auto& file : approval::signatures_beside(standard.list()))
        std::filesystem::remove(file.path);
    CHECK(told(standard, standard.check(3)) ==
          "missing\ntoo few signatures: expected 3 approvers, found 0; have 3 other approvers sign with "
          "`plumbline sign acme`");
}

TEST_CASE("people are counted, not keys and not names") {
    SignedStandard standard;
    standard.keys.make("second");
    const auto jane = standard.keys.fingerprint("jane");
    const auto second = standard.keys.fingerprint("second");
    standard.sign("jane");
    standard.sign("second");
    SECTION("two keys under one principal") {
        standard.allowed += standard.keys.signer("jane@example.org", "second");
        const auto [first, last] = std::minmax(jane, second);
        CHECK(told(standard, standard.check(2)) ==
              fmt::format(
                  "missing\ntoo few signatures: expected 2 approvers, found 1 (jane@example.org); 2 "
                  "signatures are one person's: jane@example.org with {}, jane@example.org with {}; have "
                  "another approver sign with `plumbline sign acme`",
                  first, last));
    }
    SECTION("two principals, whose keys the people file gives to one") {
        standard.allowed += standard.keys.signer("j.doe@corp.example", "second");
        auto rules = standard.rules(2);
        CHECK(told(standard, standard.check(rules)) == "valid");
        base::Diagnostics diagnostics;
        rules.people =
            blame::People::load(standard.keys.folder().file(
                                    "people.yaml", fmt::format("plumbline: 1\npeople:\n  - name: Jane Doe\n"
                                                               "    keys: ['{}', '{}']\n",
                                                               jane, second)),
                                diagnostics);
        REQUIRE_FALSE(diagnostics.has_errors());
        CHECK(
            told(standard, standard.check(rules)) ==
            fmt::format("missing\ntoo few signatures: expected 2 approvers, found 1 (j.doe@corp.example); 2 "
                        "signatures are one person's: j.doe@corp.example with {}, jane@example.org with {}; "
                        "have another approver sign with `plumbline sign acme`",
                        second, jane));
    }
    SECTION("one key under two principals") {
        standard.keys.make("authority");
        standard.allowed += standard.keys.signer("*@corp.example", "authority", "cert-authority");
        std::filesystem::remove(standard.path(".signoff/list.sig"));
        const auto certificate = standard.keys.certify("authority", "jane", {"-n", "j.doe@corp.example"});
        const auto text = base::read_file(standard.list(), 4096);
        standard.keys.folder().file("acme/.signoff/list.again.sig",
                                    approval::sign(text, approval::for_standard, certificate));
        const auto signoff = standard.check(2);
        CHECK(signoff.signers == std::vector<std::string>{"j.doe@corp.example"});
        CHECK_THAT(signoff.problems.back(),
                   Catch::Contains(fmt::format("2 signatures are one person's: j.doe@corp.example with {0}, "
                                               "jane@example.org with {0};",
                                               jane)));
    }
}

TEST_CASE("a refused signature is named with its rule where it is missed, and does not hinder where not") {
    SignedStandard standard;
    standard.sign("jane");
    const auto text = base::read_file(standard.list(), 4096);
    const auto few = [](std::size_t found) {
        return fmt::format(
            "\ntoo few signatures: expected 2 approvers, found {}; have another approver sign with "
            "`plumbline sign acme`",
            found == 1 ? "1 (jane@example.org)" : "0");
    };
    std::string name;
    std::string words;
    auto rules = standard.rules(2);
    SECTION("wrong purpose") {
        name = standard.put("bob", text, approval::for_waiver);
        words =
            " is for plumbline-waiver, expected plumbline-standard: a signature counts only for what it was "
            "made for; sign again with `plumbline sign`";
    }
    SECTION("wrong person") {
        standard.keys.make("mallory");
        name = standard.put("mallory", text);
        words =
            fmt::format(" is by a key of none of the signers: expected one that the allowed signers name, "
                        "found {} (ED25519); an approver's new key is added there by those who keep them",
                        standard.keys.fingerprint("mallory"));
    }
    SECTION("expired") {
        standard.keys.make("late");
        rules.signatures.allowed +=
            standard.keys.signer("late@example.org", "late", "valid-before=\"20260101Z\"");
        name = standard.put("late", text);
        words = fmt::format(
            " is by late@example.org's key {} (allowed signers, line 4) that expired: it was valid "
            "before 2026-01-01T00:00:00Z; sign with a key that is valid, or have its time there "
            "mended",
            standard.keys.fingerprint("late"));
    }
    SECTION("revoked") {
        name = standard.put("bob", text);
        rules.signatures.revoked = standard.keys.folder().file("revoked", standard.keys.line("bob"));
        words = fmt::format(
            " is by a revoked key: expected one that counts, found bob@example.org's {} (ED25519); "
            "sign with another key",
            standard.keys.fingerprint("bob"));
    }
    SECTION("over another list") {
        name = standard.put("bob", text + "\n");
        words =
            " was made over other bytes than these, which were changed since, or it belongs to another file; "
            "put back what was signed, or sign again with `plumbline sign`";
    }
    SECTION("garbage") {
        name = "list.x.sig";
        standard.write(".signoff/list.x.sig", "\x1b]0;owned\x07");
        words = " is no SSH signature: expected '-----BEGIN SSH SIGNATURE-----' on its first line, found "
                "'\\x1b]0;owned\\x07'; take it away and sign again with `plumbline sign`";
    }
    CHECK(told(standard, standard.check(rules)) == "invalid\n" + name + words + few(1));
    rules.quorum = 1;
    CHECK(told(standard, standard.check(rules)) == "valid");
}

TEST_CASE("where nobody is named, nobody's signature counts") {
    SignedStandard standard;
    standard.sign("jane");
    standard.allowed.clear();
    CHECK(
        told(standard, standard.check(1)) ==
        "invalid\nnobody is named whose signature counts: the allowed signers are empty; name the approvers "
        "there, one line each: jane@example.org ssh-ed25519 AAAA…\n"
        "too few signatures: expected 1 approver, found 0; have another approver sign with `plumbline sign "
        "acme`");
}

TEST_CASE("a signed standard can't be put back after a later one was in force") {
    const SignedStandard standard;
    standard.sign("jane");
    auto rules = standard.rules(1);
    const auto when = *base::parse_instant("2026-11-01T12:00:00Z");
    const auto digest = standard.load().digest;
    const std::string other = "sha256:" + std::string(64, 'a');
    rules.in_force = {{3, other, "01JRUN", when}};
    CHECK(told(standard, standard.check(rules)) ==
          "invalid\nan older standard was put back: expected serial 3 or later, which is in force since "
          "2026-11-01T12:00:00Z (run 01JRUN), found 1; if it is meant to be law again, sign it anew with "
          "`plumbline sign acme --serial 4`");
    rules.in_force->serial = 1;
    CHECK(told(standard, standard.check(rules)) ==
          "invalid\ntwo standards bear the serial 1: expected " + other +
              ", which is in force since 2026-11-01T12:00:00Z (run 01JRUN), found " + digest +
              "; if this one is meant to be law, sign it anew with `plumbline sign acme --serial 2`");
    rules.in_force->digest = digest;
    CHECK(told(standard, standard.check(rules)) == "valid");
    rules.in_force = {{3, other, "01JRUN", when}};
    standard.sign("jane", 4);
    CHECK(told(standard, standard.check(rules)) == "valid");
}

TEST_CASE("a standard that did not stand the test elsewhere lacks that like a signature") {
    const SignedStandard standard;
    standard.sign("jane");
    auto rules = standard.rules(1);
    const auto begin =
        "missing\nnot promoted from testing: expected a complete run there that was in sync under " +
        standard.load().digest;
    const base::Milliseconds week = std::chrono::hours(7 * 24);
    rules.promotion = approval::PromotionRule{"testing", week, std::nullopt, ""};
    CHECK(told(standard, standard.check(rules)) ==
          begin + ", at most 7d ago, found none; audit testing with this standard");
    rules.promotion->unknown = "the history is locked";
    CHECK(told(standard, standard.check(rules)) ==
          begin + ", at most 7d ago; whether there was one is not known: the history is locked");
    rules.promotion->unknown.clear();
    rules.promotion->proof = approval::Proof{"01JTEST", rules.at - week - std::chrono::seconds(1)};
    CHECK(told(standard, standard.check(rules)) ==
          begin + ", at most 7d ago, found one of 2026-11-14T08:59:59Z (run 01JTEST); audit testing again");
    rules.promotion->proof->when = rules.at - week;
    CHECK(told(standard, standard.check(rules)) == "valid");
    rules.promotion = approval::PromotionRule{"testing", std::nullopt, std::nullopt, ""};
    CHECK(told(standard, standard.check(rules)) == begin + ", found none; audit testing with this standard");
    rules.promotion->proof = approval::Proof{"01JTEST", base::Instant{}};
    CHECK(told(standard, standard.check(rules)) == "valid");
}

#include "approval/signature/keys.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "transport/keys/key_blob.hpp"

#include <csignal>
#include <cstdlib>

using namespace plumbline;
using approval::SignatureJudge;
using test::Keys;

namespace {

const auto now = *base::parse_instant("2026-11-21T09:00:00Z");
constexpr std::string_view bytes = "what was approved\n";

std::string signature_by(const std::string& key, std::string_view what = bytes,
                         std::string_view purpose = approval::for_standard) {
    return approval::sign(what, purpose, key);
}

/// Who it counts for, or why it does not.
std::string judged(const approval::SignerRules& rules, const std::string& signature,
                   std::string_view what = bytes, base::Instant at = now) {
    const auto judgement = SignatureJudge(rules).judge(what, signature, approval::for_standard, at);
    return judgement.signer ? judgement.signer->principal + " " + judgement.signer->key : judgement.refusal;
}

/// Armour around these bytes.
std::string armoured(const std::string& inner) {
    return "-----BEGIN SSH SIGNATURE-----\n" + base::to_base64(inner) + "\n-----END SSH SIGNATURE-----\n";
}

} // namespace

TEST_CASE("a signature counts for whom the allowed signers name, by each type of key") {
    const Keys keys;
    for (const auto* type : {"ed25519", "rsa", "ecdsa"}) {
        const auto key = keys.make(type, type);
        CHECK(judged({keys.signer("jane@example.org,jane", type)}, signature_by(key)) ==
              "jane@example.org " + keys.fingerprint(type));
        CHECK(judged({}, signature_by(key)) == " " + keys.fingerprint(type));
    }
}

TEST_CASE("a certificate counts by its authority's line, under its key's fingerprint") {
    const Keys keys;
    keys.make("authority", "rsa");
    keys.make("other");
    for (const auto* type : {"ed25519", "rsa", "ecdsa"}) {
        keys.make(type, type);
        const auto certificate =
            keys.certify("authority", type, {"-n", "jane@example.org", "-V", "20260101:20270101"});
        const auto signature = signature_by(certificate);
        const auto its = keys.fingerprint(type);
        CHECK(judged({keys.signer("*@example.org", "authority", "cert-authority")}, signature) ==
              "jane@example.org " + its);
        CHECK(judged({keys.signer("jane@example.org", "other", "cert-authority")}, signature) ==
              fmt::format("is by the certificate '{}'s' for {} of an authority that is none of the signers: "
                          "expected one with a cert-authority line among the allowed signers, found {}",
                          type, its, keys.fingerprint("authority")));
        CHECK(judged({keys.signer("*@else.org", "authority", "cert-authority")}, signature) ==
              fmt::format(
                  "is by the certificate '{}'s' for {}, which names no principal that its authority may "
                  "speak for: expected *@else.org (allowed signers, line 1), found jane@example.org",
                  type, its));
        CHECK(
            judged({keys.signer("*@example.org", "authority", "cert-authority")}, signature, bytes,
                   *base::parse_instant("2027-03-01")) ==
            fmt::format("is by the certificate '{}'s' for {} that expired: it was valid before {}; get a new "
                        "certificate and sign with it",
                        type, its, base::to_rfc3339(*base::parse_instant("2027-01-01"))));
    }
}

TEST_CASE("each refused signature says which rule failed, expected, found, and how to mend it") {
    const Keys keys;
    const auto jane = keys.make("jane");
    const auto its = keys.fingerprint("jane");
    const auto good = signature_by(jane);
    const auto allowed = keys.signer("jane@example.org", "jane");
    struct Row {
        const char* what;
        approval::SignerRules rules;
        std::string signature;
        std::string_view bytes;
        std::string refusal;
    };
    const std::string again = "; take it away and sign again with `plumbline sign`";
    const std::string sshsig = "SSHSIG";
    const auto number = transport::as_number;
    const auto text = transport::as_text;
    const auto key = text(base::from_base64(std::string(base::split(keys.line("jane"), ' ')[1])));
    const std::vector<Row> rows{
        {"another purpose",
         {allowed},
         signature_by(jane, bytes, approval::for_change),
         bytes,
         "is for plumbline-change, expected plumbline-standard: a signature counts only for what it was made "
         "for; sign again with `plumbline sign`"},
        {"other bytes",
         {allowed},
         good,
         "what was tampered with\n",
         "was made over other bytes than these, which were changed since, or it belongs to another file; put "
         "back what was signed, or sign again with `plumbline sign`"},
        {"a stranger",
         {allowed},
         signature_by(keys.make("mallory")),
         bytes,
         "is by a key of none of the signers: expected one that the allowed signers name, found " +
             keys.fingerprint("mallory") +
             " (ED25519); an approver's new key is added there by those who keep them"},
        {"a stranger, and a line that is none",
         {"# approvers\njane@example.org\n" + allowed},
         signature_by(keys.folder().path("mallory")),
         bytes,
         "is by a key of none of the signers: expected one that the allowed signers name, found " +
             keys.fingerprint("mallory") +
             " (ED25519) (the allowed signers' line 2 can't be read); an approver's new key is added there "
             "by "
             "those who keep them"},
        {"an approver of something else",
         {"\n" + keys.signer("jane@example.org", "jane", "namespaces=\"plumbline-waiver,plumbline-plan\"")},
         good,
         bytes,
         "is by jane@example.org's key " + its +
             ", which may not sign for plumbline-standard: expected it among its namespaces, found "
             "plumbline-waiver,plumbline-plan (allowed signers, line 2)"},
        {"expired",
         {keys.signer("jane@example.org", "jane", "valid-before=\"20261001Z\"")},
         good,
         bytes,
         "is by jane@example.org's key " + its +
             " (allowed signers, line 1) that expired: it was valid before 2026-10-01T00:00:00Z; sign with a "
             "key that is valid, or have its time there mended"},
        {"not yet valid",
         {keys.signer("jane@example.org", "jane", "valid-after=\"202612010830Z\"")},
         good,
         bytes,
         "is by jane@example.org's key " + its +
             " (allowed signers, line 1) that is not yet valid: it is from 2026-12-01T08:30:00Z on; sign "
             "with a "
             "key that is valid, or have its time there mended"},
        {"no signature at all",
         {allowed},
         "hello\n\x1b[31m",
         bytes,
         "is no SSH signature: expected '-----BEGIN SSH SIGNATURE-----' on its first line, found 'hello'" +
             again},
        {"nothing",
         {allowed},
         "",
         bytes,
         "is no SSH signature: expected '-----BEGIN SSH SIGNATURE-----' on its first line, found nothing" +
             again},
        {"cut",
         {allowed},
         "-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQAAADMA",
         bytes,
         "is no SSH signature: expected '-----END SSH SIGNATURE-----' on its last line, found "
         "'U1NIU0lHAAAAAQAAADMA'" +
             again},
        {"something after it",
         {allowed},
         good + "more\n",
         bytes,
         "is no SSH signature: expected '-----END SSH SIGNATURE-----' on its last line, found 'more'" +
             again},
        {"no base64",
         {allowed},
         "-----BEGIN SSH SIGNATURE-----\nU1NI\x1bU0l\n-----END SSH SIGNATURE-----\n",
         bytes,
         "is no SSH signature: not base64: a character outside its alphabet" + again},
        {"other armoured bytes",
         {allowed},
         armoured("PGPSIG\x1b"),
         bytes,
         "is no SSH signature: expected the bytes 'SSHSIG' at its beginning, found 'PGPSIG'" + again},
        {"a version of tomorrow",
         {allowed},
         armoured(sshsig + number(2)),
         bytes,
         "is no SSH signature: expected version 1, found 2" + again},
        {"a length that lies",
         {allowed},
         armoured(sshsig + number(1) + number(0xffffffff) + "x"),
         bytes,
         "is no SSH signature: it ends before its public key" + again},
        {"a weak hash",
         {allowed},
         armoured(sshsig + number(1) + key + text("plumbline-standard") + text("") + text("md5") + text("")),
         bytes,
         "is no SSH signature: expected the hash sha512 or sha256, found 'md5'" + again},
        {"more inside than there should be",
         {allowed},
         armoured(sshsig + number(1) + key + text("plumbline-standard") + text("") + text("sha512") +
                  text("") + "more"),
         bytes,
         "is no SSH signature: expected nothing after its signature, found 4 bytes" + again},
        {"a form that is right around nothing",
         {allowed},
         armoured(sshsig + number(1) + key + text("plumbline-standard") + text("") + text("sha512") +
                  text("")),
         bytes,
         "was made over other bytes than these, which were changed since, or it belongs to another file; put "
         "back what was signed, or sign again with `plumbline sign`"},
    };
    CHECK(judged({allowed}, good) == "jane@example.org " + its);
    for (const auto& row : rows) {
        INFO(row.what);
        CHECK(judged(row.rules, row.signature, row.bytes) == row.refusal);
    }
}

TEST_CASE("of several lines of one key the one counts that lets it sign") {
    const Keys keys;
    const auto signature = signature_by(keys.make("jane"));
    const auto its = keys.fingerprint("jane");
    CHECK(judged({keys.signer("ledger", "jane", "namespaces=\"plumbline-ledger\"") +
                  keys.signer("old@example.org", "jane", "valid-before=\"20200101\"") +
                  keys.signer("\"!bob,jane@example.org\"", "jane", "valid-before=\"20300101\"")},
                 signature) == "jane@example.org " + its);
    // an authority's own key signs certificates, and nothing else
    CHECK_THAT(judged({keys.signer("*", "jane", "cert-authority")}, signature),
               Catch::StartsWith("is by a key of none of the signers"));
}

TEST_CASE("revoked keys count no more, by a KRL or a list of keys") {
    const Keys keys;
    const auto jane = keys.make("jane");
    const auto bob = keys.make("bob");
    keys.make("authority");
    const auto& folder = keys.folder();
    const auto allowed = keys.signer("jane@example.org", "jane") + keys.signer("bob@example.org", "bob") +
                         keys.signer("*@example.org", "authority", "cert-authority");
    const auto expected =
        fmt::format("is by a revoked key: expected one that counts, found jane@example.org's {} "
                    "(ED25519); sign with another key",
                    keys.fingerprint("jane"));
    const auto list = folder.file("list", "# lost laptops\n" + keys.line("jane"));
    test::ran({"ssh-keygen", "-q", "-k", "-f", folder.path("krl"), folder.path("jane.pub")});
    const auto certificate = keys.certify("authority", "jane", {"-n", "jane@example.org", "-z", "7"});
    const auto by_certificate = signature_by(certificate);
    test::ran({"ssh-keygen", "-q", "-k", "-f", folder.path("authority.krl"), folder.path("authority.pub")});
    for (const auto* file : {"list", "krl"}) {
        const approval::SignerRules rules{allowed, folder.path(file)};
        CHECK(judged(rules, signature_by(jane)) == expected);
        CHECK(judged(rules, signature_by(bob)) == "bob@example.org " + keys.fingerprint("bob"));
        CHECK_THAT(judged(rules, by_certificate), Catch::StartsWith("is by a revoked key: "));
        // where anybody may sign, too
        CHECK_THAT(judged({"", folder.path(file)}, signature_by(jane)),
                   Catch::StartsWith("is by a revoked key: "));
    }
    CHECK_THAT(judged({allowed, folder.path("authority.krl")}, by_certificate),
               Catch::StartsWith("is by a revoked key: "));
    CHECK(judged({allowed, folder.path("authority.krl")}, signature_by(jane)) ==
          "jane@example.org " + keys.fingerprint("jane"));
}

TEST_CASE("while the revoked keys can't be read no signature counts") {
    const Keys keys;
    const auto signature = signature_by(keys.make("jane"));
    const auto allowed = keys.signer("jane@example.org", "jane");
    const auto& folder = keys.folder();
    const auto says = [&](const std::string& path) { return judged({allowed, path}, signature); };
    const std::string before = "can't be held against the revoked keys, and none counts until it can: ";
    CHECK(says(folder.path("none")) ==
          before + "cannot read " + folder.path("none") + ": No such file or directory");
    CHECK(says(folder.file("words", "jane\n")) ==
          before + folder.path("words") +
              ":1: expected a public key (or a KRL as the whole file), found something else");
    CHECK_THAT(says(folder.file("torn", std::string("SSHKRL\n\0\0\0", 10))),
               Catch::StartsWith(before + folder.path("torn") + ": "));
}

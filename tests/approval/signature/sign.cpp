#include "approval/signature/keys.hpp"

using namespace plumbline;
using test::Keys;

namespace {

std::string signature_by(const std::string& key) {
    return approval::sign("what was approved\n", approval::for_standard, key);
}

std::string judged(const std::string& allowed, const std::string& signature) {
    const auto judgement =
        approval::SignatureJudge({allowed}).judge("what was approved\n", signature, approval::for_standard,
                                                  *base::parse_instant("2026-11-21T09:00:00Z"));
    return judgement.signer ? judgement.signer->principal + " " + judgement.signer->key : judgement.refusal;
}

} // namespace

TEST_CASE("an agent signs for a public key or a certificate, and is the key where it holds but one") {
    const Keys keys;
    const auto jane = keys.make("jane");
    keys.make("authority");
    const auto certificate = keys.certify("authority", "jane", {"-n", "jane@example.org"});
    const auto allowed = keys.signer("jane@example.org", "jane") +
                         keys.signer("jane@example.org", "authority", "cert-authority");
    const auto its = "jane@example.org " + keys.fingerprint("jane");
    const auto& folder = keys.folder();
    CHECK_THROWS_WITH(approval::AgentKey(),
                      "no key to sign with: there is no agent ($SSH_AUTH_SOCK is not set); name a key with "
                      "--identity");
    const test::AgentOfTest agent(folder);
    CHECK_THROWS_WITH(approval::AgentKey(),
                      "no key to sign with: the agent holds none; load one with ssh-add, or name one with "
                      "--identity");
    std::filesystem::rename(certificate, folder.path("kept"));
    test::ran({"ssh-add", "-q", jane});
    std::filesystem::rename(jane, folder.path("private"));
    CHECK(judged(allowed, signature_by(approval::AgentKey().path())) == its);
    CHECK(judged(allowed, signature_by(folder.path("jane.pub"))) == its);
    test::ran({"ssh-add", "-q", keys.make("bob")});
    CHECK_THROWS_WITH(
        approval::AgentKey(),
        "which key is to sign is not clear: the agent holds 2; name one with --identity (its .pub "
        "file will do)");
    test::ran({"ssh-add", "-q", "-D"});
    std::filesystem::rename(folder.path("private"), jane);
    std::filesystem::rename(folder.path("kept"), certificate);
    test::ran({"ssh-add", "-q", jane}); // which loads the certificate, too
    std::filesystem::remove(jane);
    CHECK(judged(allowed, signature_by(certificate)) == its);
    test::ran({"ssh-add", "-q", "-D"});
    CHECK_THROWS_WITH(
        signature_by(folder.path("jane.pub")),
        Catch::StartsWith("cannot sign the standard with " + folder.path("jane.pub") + ": ") &&
            Catch::EndsWith("; load its private key into an agent (ssh-add) that this command can "
                            "reach ($SSH_AUTH_SOCK)"));
}

TEST_CASE("a key that can't sign says why") {
    const Keys keys;
    const auto& folder = keys.folder();
    const auto key = keys.make("jane");
    std::filesystem::permissions(key, std::filesystem::perms(0644));
    CHECK_THROWS_WITH(signature_by(key), "cannot sign the standard with " + key + ": Permissions 0644 for '" +
                                             key + "' are too open.; chmod 600 it");
    CHECK_THROWS_WITH(
        signature_by(keys.make("locked", "ed25519", "secret")),
        Catch::EndsWith("; load the key into an agent (ssh-add) that this command can reach, or "
                        "use one without a passphrase"));
    CHECK_THROWS_WITH(
        signature_by(folder.path("none")),
        Catch::StartsWith("cannot sign the standard with " + folder.path("none") + ": Couldn't load"));
}

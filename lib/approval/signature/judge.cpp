#include "approval/keys/allowed_signers.hpp"
#include "approval/keys/public_key.hpp"
#include "approval/keys/revoked_keys.hpp"
#include "approval/signature/armour.hpp"
#include "approval/signature/for_packet.hpp"
#include "approval/signature/scratch_folder.hpp"
#include "approval/signature/signature.hpp"
#include "approval/signature/ssh_keygen.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/text.hpp"
#include "transport/keys/key_blob.hpp"

#include <fmt/chrono.h>
#include <fmt/ranges.h>

#include <fstream>

namespace plumbline::approval {
namespace {

namespace fs = std::filesystem;

/// For ssh-keygen to read once: whether it outlives a crash does not matter.
void put(const fs::path& file, std::string_view bytes) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << bytes << std::flush;
    if (!out)
        base::fail("cannot write {}: no space?", file.string());
}

std::string timestamp(base::Instant instant) {
    return fmt::format("{:%Y%m%d%H%M%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(instant)));
}

Judgement refused(Judgement::Rule rule, const std::string& words) {
    return {std::nullopt, base::printable(words), rule};
}

/// One signature as it is judged.
struct Case {
    std::string_view bytes;
    SshSignature signature;
    std::optional<Certificate> certificate;
    base::Instant at;

    [[nodiscard]] std::string key() const { return name_of_key(signature.key); }
    [[nodiscard]] std::string fingerprint() const {
        return transport::fingerprint(certificate ? certificate->key : signature.key);
    }
    [[nodiscard]] bool may_count_by(const AllowedSigner& signer) const {
        return certificate ? signer.is_authority && signer.key == certificate->authority
                           : !signer.is_authority && signer.key == signature.key;
    }
};

/// What makes a signature of that purpose.
std::string_view command_for(std::string_view purpose) {
    if (purpose == for_packet)
        return "plumbline show RUN --packet";
    return purpose == for_ledger ? "plumbline history sign" : "plumbline sign";
}

Judgement of_other_purpose(const std::string& found, std::string_view expected) {
    return refused(
        Judgement::Rule::purpose,
        fmt::format("is for {}, expected {}: a signature counts only for what it was made for; sign "
                    "again with `{}`",
                    found, expected, command_for(expected)));
}

Judgement over_other_bytes(std::string_view purpose) {
    return refused(
        Judgement::Rule::bytes,
        fmt::format("was made over other bytes than these, which were changed since, or it belongs "
                    "to another file; put back what was signed, or sign again with `{}`",
                    command_for(purpose)));
}

std::string unread_lines(const AllowedSigners& allowed) {
    return allowed.unread.empty() ? ""
                                  : fmt::format(" (the allowed signers' line {} can't be read)",
                                                fmt::join(allowed.unread, ", "));
}

Judgement of_nobody(const Case& asked, const AllowedSigners& allowed) {
    if (asked.certificate)
        return refused(
            Judgement::Rule::signer,
            fmt::format("is by the certificate '{}' for {} of an authority that is none of the "
                        "signers: expected one with a cert-authority line among the allowed signers, "
                        "found {}{}",
                        asked.certificate->id, asked.fingerprint(),
                        transport::fingerprint(asked.certificate->authority), unread_lines(allowed)));
    return refused(
        Judgement::Rule::signer,
        fmt::format("is by a key of none of the signers: expected one that the allowed signers name, "
                    "found {}{}; an approver's new key is added there by those who keep them",
                    asked.key(), unread_lines(allowed)));
}

std::string place_of(const AllowedSigner& signer) {
    return fmt::format("allowed signers, line {}", signer.line);
}

/// When a key or a certificate counts, said of the one whose time it is not.
std::optional<Judgement> out_of_time(const std::optional<base::Instant>& from,
                                     const std::optional<base::Instant>& until, base::Instant at,
                                     const std::string& whose, const std::string& mend) {
    if (from && at < *from)
        return refused(Judgement::Rule::time,
                       fmt::format("is by {} that is not yet valid: it is from {} on; {}", whose,
                                   base::to_rfc3339(*from), mend));
    if (until && at >= *until)
        return refused(Judgement::Rule::time, fmt::format("is by {} that expired: it was valid before {}; {}",
                                                          whose, base::to_rfc3339(*until), mend));
    return std::nullopt;
}

std::optional<Judgement> out_of_time(const Case& asked, const AllowedSigner& signer) {
    const auto of_line = out_of_time(signer.from, signer.until, asked.at,
                                     fmt::format("{}'s {} {} ({})", signer.principal(),
                                                 signer.is_authority ? "authority" : "key",
                                                 transport::fingerprint(signer.key), place_of(signer)),
                                     "sign with a key that is valid, or have its time there mended");
    if (of_line || !asked.certificate)
        return of_line;
    return out_of_time(asked.certificate->from, asked.certificate->until, asked.at,
                       fmt::format("the certificate '{}' for {}", asked.certificate->id, asked.fingerprint()),
                       "get a new certificate and sign with it");
}

} // namespace

struct SignatureJudge::Parts {
    explicit Parts(const SignerRules& rules)
        : folder(scratch.path()), anybody(rules.allowed.empty()),
          allowed(read_allowed_signers(rules.allowed)) {
        try {
            if (rules.revoked)
                revoked.emplace(*rules.revoked, folder);
        } catch (const base::Error& error) {
            not_held_against = error.what();
        }
    }
    [[nodiscard]] Judgement judge(const Case& asked, const std::string& text) const {
        put(folder / "signature", text);
        if (anybody)
            return judge_bytes(asked);
        std::optional<Judgement> nearest;
        for (const auto& signer : allowed.signers) {
            if (!asked.may_count_by(signer))
                continue;
            auto judgement = judge_by(asked, signer);
            if (judgement.signer)
                return judgement;
            if (!nearest || judgement.failed > nearest->failed)
                nearest = std::move(judgement);
        }
        return nearest ? *nearest : of_nobody(asked, allowed);
    }

    [[nodiscard]] Judgement judge_bytes(const Case& asked) const {
        if (!are_those_signed(asked))
            return over_other_bytes(asked.signature.purpose);
        if (revoked && revoked->hold(asked.signature.key))
            return of_revoked(asked, "");
        return {Signer{"", asked.fingerprint()}};
    }

    [[nodiscard]] Judgement judge_by(const Case& asked, const AllowedSigner& signer) const {
        put(folder / "signers", signer.text + "\n");
        const auto principal = asked.certificate ? principal_of(asked) : signer.principal();
        const auto verified = principal.empty() ? KeygenResult{} : verify(asked, principal);
        if (verified.went_well)
            return {Signer{base::printable(principal), asked.fingerprint()}};
        return why_not(asked, signer, principal, verified.complaint);
    }

    /// Which of a certificate's principals the authority's line lets it speak for; empty where none.
    [[nodiscard]] std::string principal_of(const Case& asked) const {
        const auto found = ssh_keygen({"-Y", "find-principals", "-s", folder / "signature", "-f",
                                       folder / "signers", "-O", "verify-time=" + timestamp(asked.at)},
                                      "");
        const auto lines = base::lines(found.output);
        return !found.went_well || lines.empty() ? "" : std::string(base::split(lines.front(), ',').front());
    }

    [[nodiscard]] KeygenResult verify(const Case& asked, const std::string& principal) const {
        std::vector<std::string> words{"-Y", "verify",
                                       "-f", folder / "signers",
                                       "-I", principal,
                                       "-n", asked.signature.purpose,
                                       "-s", folder / "signature",
                                       "-O", "verify-time=" + timestamp(asked.at)};
        if (revoked)
            words.insert(words.end(), {"-r", revoked->copy()});
        return ssh_keygen(words, asked.bytes);
    }

    [[nodiscard]] bool are_those_signed(const Case& asked) const {
        return ssh_keygen(
                   {"-Y", "check-novalidate", "-n", asked.signature.purpose, "-s", folder / "signature"},
                   asked.bytes)
            .went_well;
    }

    /// ssh-keygen refused it; which rule that was is found by asking for each.
    [[nodiscard]] Judgement why_not(const Case& asked, const AllowedSigner& signer,
                                    const std::string& principal, const std::string& complaint) const {
        if (!are_those_signed(asked))
            return over_other_bytes(asked.signature.purpose);
        if (revoked && revoked->hold(asked.signature.key))
            return of_revoked(asked, principal.empty() ? signer.principal() : principal);
        if (auto late = out_of_time(asked, signer))
            return std::move(*late);
        if (complaint.find("not permitted for use in signature namespace") != std::string::npos)
            return refused(Judgement::Rule::purpose,
                           fmt::format("is by {}'s key {}, which may not sign for {}: expected it among its "
                                       "namespaces, found {} ({})",
                                       principal, asked.fingerprint(), asked.signature.purpose,
                                       signer.purposes, place_of(signer)));
        if (asked.certificate && principal.empty())
            return refused(
                Judgement::Rule::signer,
                fmt::format("is by the certificate '{}' for {}, which names no principal that its "
                            "authority may speak for: expected {} ({}), found {}",
                            asked.certificate->id, asked.fingerprint(), signer.principals, place_of(signer),
                            asked.certificate->principals.empty()
                                ? "none"
                                : fmt::format("{}", fmt::join(asked.certificate->principals, ", "))));
        return refused(Judgement::Rule::signer, fmt::format("is refused by ssh-keygen for {} ({}): {}",
                                                            asked.key(), place_of(signer), complaint));
    }

    [[nodiscard]] static Judgement of_revoked(const Case& asked, const std::string& principal) {
        return refused(Judgement::Rule::revoked,
                       fmt::format("is by a revoked key: expected one that counts, found {}{}; sign with "
                                   "another key",
                                   principal.empty() ? "" : principal + "'s ", asked.key()));
    }

    ScratchFolder scratch;
    fs::path folder;
    bool anybody;
    AllowedSigners allowed;
    std::optional<RevokedKeys> revoked;
    std::string not_held_against; ///< why the revoked keys can't be read
};

SignatureJudge::SignatureJudge(SignerRules rules) : parts_(std::make_unique<Parts>(rules)) {}
SignatureJudge::~SignatureJudge() = default;

Judgement SignatureJudge::judge(std::string_view bytes, const std::string& signature,
                                std::string_view purpose, base::Instant at) {
    Case asked{bytes, {}, {}, at};
    try {
        asked.signature = read_armour(signature);
    } catch (const base::Error& error) {
        return refused(Judgement::Rule::form,
                       fmt::format("is no SSH signature: {}; take it away and sign again with `{}`",
                                   error.what(), command_for(purpose)));
    }
    asked.certificate = read_certificate(asked.signature.key);
    if (asked.signature.purpose != purpose)
        return of_other_purpose(asked.signature.purpose, purpose);
    if (!parts_->not_held_against.empty())
        return refused(Judgement::Rule::revoked,
                       fmt::format("can't be held against the revoked keys, and none counts until "
                                   "it can: {}",
                                   parts_->not_held_against));
    try {
        return parts_->judge(asked, signature);
    } catch (const base::Error& error) {
        return refused(Judgement::Rule::unasked, fmt::format("can't be judged: {}", error.what()));
    }
}

} // namespace plumbline::approval

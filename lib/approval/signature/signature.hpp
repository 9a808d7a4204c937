#pragma once

#include "base/clock.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::approval {

class ScratchFolder;

// What a signature is for; it counts for nothing else (ssh-keygen(1), -Y sign -n).
inline constexpr std::string_view for_standard = "plumbline-standard";
inline constexpr std::string_view for_change = "plumbline-change";
inline constexpr std::string_view for_waiver = "plumbline-waiver";
inline constexpr std::string_view for_plan = "plumbline-plan";
inline constexpr std::string_view for_ledger = "plumbline-ledger";

/// Signs by ssh-keygen -Y: with a private SSH key, or a public one or a certificate whose private key the
/// agent holds. The armoured signature (PROTOCOL.sshsig of OpenSSH). Throws base::Error; nobody is asked for
/// a passphrase.
[[nodiscard]] std::string sign(std::string_view bytes, std::string_view purpose,
                               const std::filesystem::path& key);

/// The agent's only key, as a public key file to sign with for as long as this lives.
class AgentKey {
public:
    /// Throws base::Error where there is no agent ($SSH_AUTH_SOCK), or it holds no key or several, with what
    /// to do.
    AgentKey();
    ~AgentKey();
    AgentKey(const AgentKey&) = delete;
    AgentKey& operator=(const AgentKey&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::unique_ptr<ScratchFolder> folder_;
    std::filesystem::path path_;
};

/// By what signatures are judged.
struct SignerRules {
    std::string allowed = {}; ///< in the form of ssh-keygen's ALLOWED SIGNERS; empty: anybody may sign
    std::optional<std::filesystem::path> revoked = {}; ///< keys that count no more: a KRL, or one key a line
};

/// Whose signature it is, when it is a valid one.
struct Signer {
    std::string principal; ///< as the allowed signers name it: "jane@example.org"; empty where anybody may
    std::string key;       ///< "SHA256:…", of a certificate its key's
    auto operator<=>(const Signer&) const = default;
};

/// One signature's judgement: a signer, or why there is none.
struct Judgement {
    /// What a signature that does not count failed.
    enum class Rule {
        form,    ///< it is no SSH signature
        purpose, ///< it is for something else, or its key may not sign for this
        signer,  ///< its key, or its certificate's authority, is none of the signers'
        bytes,   ///< what was signed are other bytes
        time,    ///< its key was not valid yet, or no longer
        revoked, ///< its key is revoked, or the revoked keys can't be read
        unasked, ///< ssh-keygen can't be asked
    };

    std::optional<Signer> signer;
    /// Which rule failed, expected and found, and how to mend it: one line, safe on a terminal, that goes on
    /// after the signature's name: "is for plumbline-change, expected plumbline-standard: …". The same
    /// signature under the same rules gives the same words whenever it is judged.
    std::string refusal = {};
    Rule failed = Rule::form; ///< where there is a refusal
};

/// Judges one signature after the other, with files in a folder of its own.
class SignatureJudge {
public:
    explicit SignatureJudge(SignerRules rules);
    ~SignatureJudge();
    SignatureJudge(const SignatureJudge&) = delete;
    SignatureJudge& operator=(const SignatureJudge&) = delete;

    /// `at` is when a signer's key must be valid. What the signature holds is hostile.
    [[nodiscard]] Judgement judge(std::string_view bytes, const std::string& signature,
                                  std::string_view purpose, base::Instant at);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// A file with a signature, as it lies beside what is signed: `FILE.sig` or `FILE.WORD.sig`.
struct SignatureFile {
    std::filesystem::path path;
    std::string text;
};
/// Those of a file, by name. Bounded: files over 64 KiB and more than 100 are refused with base::Error.
[[nodiscard]] std::vector<SignatureFile> signatures_beside(const std::filesystem::path& file);
/// What each of them is worth over these bytes of the file.
struct JudgedSignature {
    std::filesystem::path path;
    Judgement judgement;
};
[[nodiscard]] std::vector<JudgedSignature> judge_beside(const std::filesystem::path& file,
                                                        std::string_view bytes, std::string_view purpose,
                                                        const SignerRules& rules, base::Instant at);
/// Puts a signature beside the file, under a name of its key's; one of the same key is replaced. Returns its
/// path.
std::filesystem::path put_signature_beside(const std::filesystem::path& file, const std::string& signature);

} // namespace plumbline::approval

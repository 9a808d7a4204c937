#pragma once

#include "approval/signature/signature.hpp"
#include "history/store/database.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace plumbline::history {

/// Signs the entry of that digest, and so all before it, if it isn't yet, with a private SSH key, or a public
/// one whose other half the agent holds (approval::sign). Throws base::Error.
void sign_entry(Database& database, const std::string& digest, const std::filesystem::path& key);
/// The same for all entries that are not signed. Returns how many those were.
std::size_t sign_all(Database& database, const std::filesystem::path& key);

/// By what signatures are judged.
struct SignatureRules {
    std::string signers = {}; ///< in the form of ssh-keygen's ALLOWED SIGNERS; empty: anybody may have signed
    std::optional<std::filesystem::path> revoked = {}; ///< a key revocation list
    bool required = false;                             ///< whether each entry must be signed
};

/// Judges one signature after the other.
class SignatureCheck {
public:
    explicit SignatureCheck(const SignatureRules& rules)
        : judge_({rules.signers, rules.revoked}), required_(rules.required) {}

    /// Why it is no valid signature over the digest; nothing when it is one. `at`: when it was made.
    [[nodiscard]] std::optional<std::string> refusal(const std::string& digest, const std::string& signature,
                                                     base::Instant at);
    [[nodiscard]] bool is_required() const { return required_; }

private:
    approval::SignatureJudge judge_;
    bool required_;
};

} // namespace plumbline::history

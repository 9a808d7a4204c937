#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "history/store/database.hpp"

namespace plumbline::history {

/// What is signed is an entry's digest, and so all before it, by ssh-keygen(1) -Y in this namespace.
inline constexpr const char* signature_namespace = "plumbline-ledger";

/// Signs the entry of that digest, if it isn't yet, with a private SSH key, or a public one whose other half
/// the agent holds. Throws base::Error; nobody is asked for a passphrase.
void sign_entry(Database& database, const std::string& digest, const std::filesystem::path& key);
/// The same for all entries that are not signed. Returns how many those were.
std::size_t sign_all(Database& database, const std::filesystem::path& key);

/// By what signatures are judged.
struct SignatureRules {
    std::string signers = {}; ///< in the form of ssh-keygen's ALLOWED SIGNERS; empty: anybody may have signed
    std::optional<std::filesystem::path> revoked = {}; ///< a key revocation list
    bool required = false;                             ///< whether each entry must be signed
};

/// Judges one signature after the other, with files in a folder of its own.
class SignatureCheck {
public:
    explicit SignatureCheck(SignatureRules rules);
    ~SignatureCheck();
    SignatureCheck(const SignatureCheck&) = delete;
    SignatureCheck& operator=(const SignatureCheck&) = delete;

    /// Why it is no valid signature over the digest; nothing when it is one. `at`: when it was made.
    [[nodiscard]] std::optional<std::string> refusal(const std::string& digest, const std::string& signature,
                                                     base::Instant at);
    [[nodiscard]] bool is_required() const { return rules_.required; }

private:
    [[nodiscard]] std::optional<std::string> verify_as(const std::string& principal,
                                                       const std::string& digest, base::Instant at) const;

    SignatureRules rules_;
    std::filesystem::path folder_;
    std::string principal_; ///< who signed the one before
};

} // namespace plumbline::history

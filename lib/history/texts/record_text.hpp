#pragma once

#include "drift/finding.hpp"
#include "report/report.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace plumbline::history {

// What is stored of a finding, as JSON text in blobs, and back. Bytes that are no UTF-8, or hold a NUL, stand
// as {"base64": "…"}: PostgreSQL's text takes neither, and nothing of what a host said may be lost. What is
// read throws base::Error for a text that is damaged.

/// What the standard said of a resource: identity, place, severity, why, contact, tags, what overrode it, and
/// the digest of what was compared. The same for all hosts that share it. Of secrets only tokens go into
/// that digest.
[[nodiscard]] std::string declared_text(const resource::Desired& desired, const drift::Secrecy& secrecy);
/// As much of it as reports show.
[[nodiscard]] std::shared_ptr<const resource::Desired> read_declared(std::string_view text);
/// What else it says.
struct Declaration {
    std::string digest; ///< declaration_digest()
    std::string tokens; ///< token_mark() where it has secrets, else empty
};
[[nodiscard]] Declaration read_declaration(std::string_view declared_text);

/// Tells tokens of one key from those of another.
[[nodiscard]] std::string token_mark(const drift::Secrecy& secrecy);

/// The finding but for what is declared, and for its past. No host is named in it, so that hosts share it.
[[nodiscard]] std::string seen_text(const drift::Finding& finding);
[[nodiscard]] drift::Finding read_seen(std::string_view text,
                                       std::shared_ptr<const resource::Desired> declared);

/// What was found out about a drift, and its cause.
struct StoredCase {
    drift::Past past;             ///< cause, causes, window, suspects, missing, flaps
    std::size_t audits_until = 1; ///< how many audits its host had had when it opened, that one included
    /// What is the same as long as nothing changes.
    std::string fingerprint = {}; ///< report::fingerprint()
    std::string declared = {};    ///< declaration_digest()
};
[[nodiscard]] std::string case_text(const StoredCase& stored);
/// Fills in what such a text says of the past.
void read_case(std::string_view text, drift::Past& past);
[[nodiscard]] StoredCase read_stored_case(std::string_view text);

/// The digest of what was compared: expectations, not where they are written or why. Two declarations with
/// the same digest ask the same of a host. Secrets are in it as tokens: with another key it differs.
[[nodiscard]] std::string declaration_digest(const resource::Desired& desired, const drift::Secrecy& secrecy);

/// Bytes that differ when anything differs that declared_text() tells; cheaper than that.
void append_declared(std::string& bytes, const resource::Desired& desired, const drift::Secrecy& secrecy);
/// The same of seen_text().
void append_seen(std::string& bytes, const drift::Finding& finding);

} // namespace plumbline::history

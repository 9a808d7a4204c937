#pragma once

#include "drift/finding.hpp"
#include "report/report.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace plumbline::history {

// What is stored of a finding, as JSON text in blobs, and back. Bytes that are no UTF-8, or hold a NUL, stand
// as {"base64": "…"}: PostgreSQL's text takes neither, and nothing of what a host said may be lost.

/// What the standard said of a resource: identity, place, severity, why, contact, tags, what overrode it.
/// The same for all hosts that share it.
[[nodiscard]] std::string declared_text(const resource::Desired& desired);
[[nodiscard]] std::shared_ptr<const resource::Desired> read_declared(std::string_view text);

/// The finding but for what is declared, and for its past.
[[nodiscard]] std::string seen_text(const drift::Finding& finding);
[[nodiscard]] drift::Finding read_seen(std::string_view text,
                                       std::shared_ptr<const resource::Desired> declared);

/// What was found out about a drift, and its cause.
[[nodiscard]] std::string case_text(const drift::Past& past);
void read_case(std::string_view text, drift::Past& past);

/// The digest of what was compared: expectations, not where they are written or why. Two declarations with
/// the same digest ask the same of a host.
[[nodiscard]] std::string declaration_digest(const resource::Desired& desired);

} // namespace plumbline::history

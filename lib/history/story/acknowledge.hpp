#pragma once

#include "drift/past.hpp"
#include "history/store/database.hpp"

#include <string>

namespace plumbline::history {

/// What was taken in hand, and the ledger's head with that in it.
struct Acknowledging {
    std::string drift;
    std::string host;
    std::string resource; ///< TYPE:TITLE
    std::string head;
};

/// Appends to the ledger that somebody took an open drift in hand; a later one of the same drift replaces it.
/// `drift`: its name or an unambiguous beginning. Throws base::Error with what there is: no such drift of the
/// site, several, or one that was resolved.
Acknowledging acknowledge(Database& database, const std::string& site, const std::string& drift,
                          const drift::Acknowledgement& acknowledgement, base::Instant now);

/// "2026-12-01" (its beginning), "2026-12-01T08:00:00Z" (RFC 3339, with an offset also) or a duration from
/// now. Throws base::Error for what is none of them, or over.
[[nodiscard]] base::Instant parse_until(const std::string& text, base::Instant now);

} // namespace plumbline::history

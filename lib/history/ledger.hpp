#pragma once

#include "history/ledger/signature.hpp"
#include "history/store/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::history {

/// One entry to be chained to those before it.
struct LedgerEntry {
    std::string kind; ///< run, acknowledgement, enforcement, rollback, prune, restore
    base::Instant at;
    std::optional<std::int64_t> run; ///< its seq, for a run
    std::string body;                ///< JSON text of one object
    std::string rows;                ///< digest_of_rows() for a run; empty for others
};

/// What the ledger binds of a run: the digest of all rows that it opened and closed, and a mark of each.
/// Asked for when all of them are written, before append().
[[nodiscard]] std::string digest_of_rows(Database& database, std::int64_t run);

/// Chains an entry; within a transaction. Returns the new head: "sha256:…".
std::string append(Database& database, const LedgerEntry& entry);

/// The newest entry's digest; empty for an empty ledger.
[[nodiscard]] std::string head_of(Database& database);

/// A row that is not what the ledger binds, in words.
struct Discrepancy {
    std::string
        where; ///< "ledger entry 12 (run 01JD…)", "observation of file:/etc/motd on web1, opened by run 7"
    std::string expected;
    std::string found;
};
/// What was checked. Without discrepancies nothing was edited, added, taken away or cut.
struct Verification {
    std::size_t entries = 0;
    std::size_t signed_entries = 0;
    std::string head;                       ///< empty for an empty ledger
    std::vector<Discrepancy> discrepancies; ///< the first bad row first; of many, only the first of each kind
};
/// `expected_head`: a head that was printed or sent at some time, which must be in the chain: an older copy
/// of the whole, or one whose end was cut and chained anew, lacks it. Memory does not grow with the history.
[[nodiscard]] Verification verify(Database& database, const std::optional<std::string>& expected_head,
                                  const SignatureRules& rules = {});

} // namespace plumbline::history

#pragma once

#include "history/ledger/columns.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace plumbline::history {

/// An entry of the ledger as it is stored.
struct StoredEntry {
    std::optional<std::int64_t> seq;
    std::optional<std::int64_t> run;
    std::string kind;
    std::string at; ///< milliseconds since the epoch
    std::string body;
    std::string rows;
    std::string previous;
    std::string digest;
    std::optional<std::string> signature;
    std::string computed; ///< what `digest` should be
};

/// The columns of the ledger in their order, for a query; read_entry() takes them.
inline constexpr const char* entry_columns = "seq, kind, at, run, body, rows, previous, digest, signature";
inline constexpr std::size_t entry_column_count = 9;
[[nodiscard]] StoredEntry read_entry(const Columns& row);

/// What stands before the first entry: the digest of the store's random name, so that the beginning of one
/// history can't stand in another.
[[nodiscard]] std::string origin_of(Database& database);

} // namespace plumbline::history

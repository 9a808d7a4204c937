#pragma once

#include "history/ledger/columns.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::history {

/// Rows that a run is answerable for: those of one table that it opened, or that it closed. What a row refers
/// to is named in it: a host and a resource by name, a blob by digest.
struct Part {
    std::string_view name;   ///< "observations.opened": as it stands in the ledger
    std::string_view table;  ///< "observations"
    std::string_view word;   ///< "observation"
    std::string_view verb;   ///< "opened"
    std::string_view column; ///< "opened": where the run stands
    std::string select;      ///< the query for all of its rows; the table is t
    std::string order;   ///< " ORDER BY …": by numbers, for texts sort differently in different databases
    std::size_t columns; ///< run, site, host, type, title, then what is the part's own
};

/// In the order in which they are digested. The first two are the runs themselves, as they began and as they
/// ended; a run that never ended is bound, too, by the next one that did.
[[nodiscard]] const std::vector<Part>& parts();
inline constexpr std::size_t begun_part = 0;
inline constexpr std::size_t ended_part = 1;

/// "observation of file:/etc/motd on web1, opened by run 7"; for any row of the part.
[[nodiscard]] std::string words_for(const Part& part, const Columns& row);
/// The same without the run: "observation of file:/etc/motd on web1".
[[nodiscard]] std::string name_of(const Part& part, const Columns& row);

/// The digits that are kept of each row's digest, to tell which of them is the bad one when their common
/// digest is wrong.
inline constexpr std::size_t mark_digits = 8;
[[nodiscard]] std::string mark_of(const Columns& row);

/// Which runs a ledger entry is answerable for: it binds the beginning of those after `before`, and all else
/// of those after `after`; both up to `last`.
struct Span {
    std::int64_t before = 0;
    std::int64_t after = 0;
    std::int64_t last = 0;
};

/// Reads rows part by part, by queries that are prepared once.
class RowSource {
public:
    explicit RowSource(Database& database);
    void read(std::size_t part, const Span& span, const std::function<void(const Columns&)>& take);

private:
    std::vector<std::unique_ptr<Query>> queries_;
};

/// What the ledger keeps of rows: one digest of all, then for each part that has any its name and marks, a
/// line each.
struct RowsText {
    std::string digest;             ///< "sha256:…"
    std::vector<std::string> marks; ///< by part; empty for those without rows
};
[[nodiscard]] RowsText digest_rows(RowSource& source, const Span& span);
[[nodiscard]] std::string to_text(const RowsText& rows);
/// Lenient: what is no such text has no digest, and so equals none.
[[nodiscard]] RowsText read_rows(std::string_view text);

/// One digest of all rows of the runs up to `last` that are left after what was closed by then was pruned.
[[nodiscard]] std::string digest_of_remains(RowSource& source, std::int64_t last);

} // namespace plumbline::history

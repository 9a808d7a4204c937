#pragma once

#include "drift/past.hpp"
#include "history/store/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::history {

/// A ledger entry of kind `acknowledgement`: somebody took a drift in hand.
struct Acknowledged {
    std::string drift;
    base::Instant at;
    drift::Acknowledgement acknowledgement;
};

/// The body of such an entry: {"by": …, "drift": …, "note": …, "until": milliseconds}.
[[nodiscard]] std::string acknowledgement_text(const std::string& drift,
                                               const drift::Acknowledgement& acknowledgement);

/// All of them, oldest first: the last of a drift is the one that holds. With `before`, only those that the
/// ledger has before the entry of that run. Throws base::Error that names the entry which is damaged.
[[nodiscard]] std::vector<Acknowledged> acknowledgements(Database& database,
                                                         std::optional<std::int64_t> before = {});

} // namespace plumbline::history

#pragma once

#include "history/store/database.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::history {

/// What a row holds, as the database writes it: a number that somebody turned into a text is seen as it is.
using Columns = std::vector<std::optional<std::string>>;

/// The one text of these columns: each a netstring, or "-," for null. No other columns have the same text.
[[nodiscard]] std::string canonical(const Columns& columns);

/// Nothing for a column that is null or no number.
[[nodiscard]] std::optional<std::int64_t> number_in(const std::optional<std::string>& column);

/// A query with up to two numbers in it, prepared once. Rows come one by one.
class Query {
public:
    /// `text` selects `columns` columns and may name the numbers :after and :last.
    Query(Database& database, const std::string& text, std::size_t columns);
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    void run(std::int64_t after, std::int64_t last, const std::function<void(const Columns&)>& take);
    /// The first row; nothing when there is none.
    [[nodiscard]] std::optional<Columns> first(std::int64_t after = 0, std::int64_t last = 0);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace plumbline::history

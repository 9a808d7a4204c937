#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::line {

/// A line of a file: its number, counted from 1, and its bytes without the newline; a carriage return stays.
struct Row {
    std::size_t number = 0;
    std::string text;
    bool operator==(const Row&) const = default;
};

/// What is looked for. At least one of the two is given.
struct Wanted {
    std::optional<std::string> text;
    std::optional<std::string>
        match; ///< RE2, found anywhere in a line; `$` stands before a carriage return too
};

/// The lines that concern a resource, in the order of the file.
struct Search {
    std::vector<Row> equal;   ///< exactly the line
    std::vector<Row> similar; ///< not the line, but matched by the pattern
    std::vector<Row> returns; ///< the line and a carriage return, not matched by the pattern
};

[[nodiscard]] Search search(std::string_view bytes, const Wanted& wanted);

/// All rows of the lists, in the order of the file.
[[nodiscard]] std::vector<Row> in_order(std::vector<Row> first, const std::vector<Row>& second);

} // namespace plumbline::resource::line

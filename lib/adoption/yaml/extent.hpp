#pragma once

#include <cstddef>
#include <string_view>

namespace plumbline::adoption::yaml {

// Where a value ends in the text of a document that the strict reader has taken: what its elements do not
// tell. Offsets are in bytes.

/// Whether a value stands within [] or {}, and else the column (from 0) of what it belongs to: of its key, or
/// of the dash.
struct Surroundings {
    bool in_flow = false;
    std::size_t column = 0;
};

/// The first byte that is neither blank, newline nor comment.
[[nodiscard]] std::size_t after_blanks(std::string_view text, std::size_t at);
/// Past an anchor and a tag, in any order, to the value itself.
[[nodiscard]] std::size_t after_properties(std::string_view text, std::size_t at);
/// Past a key that begins at `at`, and its colon.
[[nodiscard]] std::size_t after_key(std::string_view text, std::size_t at);

/// The end of a scalar without its line's newline; a block scalar's blank lines at the end belong to it only
/// where it keeps them (|+).
[[nodiscard]] std::size_t end_of_scalar(std::string_view text, std::size_t begin, const Surroundings& around);
/// Past the bracket that closes the one at `begin`.
[[nodiscard]] std::size_t end_of_flow(std::string_view text, std::size_t begin);

[[nodiscard]] std::size_t begin_of_line(std::string_view text, std::size_t at);
/// The newline's offset, or the end of the text.
[[nodiscard]] std::size_t end_of_line(std::string_view text, std::size_t at);

} // namespace plumbline::adoption::yaml

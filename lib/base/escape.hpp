#pragma once

#include <string>
#include <string_view>

namespace plumbline::base {

/// One line that is safe on any terminal and in any log: control bytes (C0, DEL, C1), bytes that are not
/// UTF-8, and characters that reorder or hide text (bidirectional controls, zero width, line separators)
/// become \n, \t, \xNN or \u{NNNN}. A backslash stays as it is.
[[nodiscard]] std::string printable(std::string_view bytes);

/// The same for text of many lines: newline and tab stay, everything else as printable().
[[nodiscard]] std::string printable_lines(std::string_view bytes);

/// How many bytes at the front are well-formed UTF-8.
[[nodiscard]] std::size_t utf8_prefix(std::string_view bytes);

/// Whether the bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view bytes);

} // namespace plumbline::base

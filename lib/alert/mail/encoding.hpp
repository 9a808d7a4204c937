#pragma once

#include "base/clock.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::alert {

/// Text with lines ended by '\n' as quoted-printable (RFC 2045, 6.7): ASCII alone, lines of at most 76
/// characters that end with CRLF, also the last.
[[nodiscard]] std::string quoted_printable(std::string_view text);

/// A header field of free text (RFC 5322, 2.2.1), folded, with its CRLF. The text is made printable first and
/// written as encoded words (RFC 2047) where it is not plain ASCII in words that fold, so it is one field
/// whatever it holds.
[[nodiscard]] std::string text_field(std::string_view name, std::string_view text);

/// A header field of words that stay as they are, ASCII without blanks, folded between them.
[[nodiscard]] std::string word_field(std::string_view name, const std::vector<std::string>& words);

/// "Sat, 21 Nov 2026 03:00:00 +0000" (RFC 5322, 3.3).
[[nodiscard]] std::string mail_date(base::Instant instant);

} // namespace plumbline::alert

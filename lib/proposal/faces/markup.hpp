#pragma once

#include <string>
#include <string_view>

namespace plumbline::proposal {

// GitHub Flavored Markdown in which nothing that is given is read as markup, a mention or a link.

/// Prose: shown as it is, on one line.
[[nodiscard]] std::string prose(std::string_view text);
/// A value, as code, on one line; also within a table's cell.
[[nodiscard]] std::string code(std::string_view text);
/// A block of code, with a fence that is longer than any in the text.
[[nodiscard]] std::string code_block(std::string_view language, std::string_view text);

} // namespace plumbline::proposal

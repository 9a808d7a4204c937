// The words of nft(8)'s language, and a statement's canonical form.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::firewall {

struct Word {
    enum class Sort { plain, quoted, open, close, comma, end };
    Sort sort = Sort::plain;
    std::string text = {}; ///< without quotes
    std::size_t line = 1;
};
using Words = std::vector<Word>;

/// The words of a text; each newline and semicolon is an `end`, comments are left out.
[[nodiscard]] Words nft_words(std::string_view text);

/// A statement's canonical text: what is in braces or separated by commas in the order of its texts,
/// counters without their counts, elements without the time that they have left, priorities as numbers.
[[nodiscard]] std::string canonical(const Words& statement);

} // namespace plumbline::resource::firewall

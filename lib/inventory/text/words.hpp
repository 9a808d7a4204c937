#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::inventory {

struct Word {
    std::string text;       ///< quotes and backslashes resolved
    std::size_t column = 1; ///< where it begins, in bytes from 1
};

struct Words {
    std::vector<Word> words;
    std::string problem;    ///< empty, or why the line is not words: "this quote is not closed"
    std::size_t column = 0; ///< of the problem
};

enum class Comments { kept, dropped };

/// Splits as a shell would, without expanding anything: blanks, quotes, backslashes. Dropped comments begin
/// at any unquoted "#", in the middle of a word too, as Python's shlex (and so Ansible) has it.
[[nodiscard]] Words split_words(std::string_view line, Comments comments);

} // namespace plumbline::inventory

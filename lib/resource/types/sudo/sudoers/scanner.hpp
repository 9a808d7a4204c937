// The words of one statement of sudoers(5).
#pragma once

#include "base/value.hpp"

#include <string>
#include <string_view>

namespace plumbline::resource::sudo {

class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) { skip_blanks(); }

    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] char next() const { return rest_.empty() ? '\0' : rest_.front(); }

    /// Takes the character, and the blanks after it, if it is next.
    bool take(char wanted);

    /// Members between commas, each with as many "!" before it as make a difference: none or one.
    /// False when a member is missing.
    [[nodiscard]] bool read_list(base::List& list);

    /// A word of capitals, digits and underscores that `end` follows, and that; "" when there is none.
    [[nodiscard]] std::string take_name_before(char end);

    /// A command with its arguments, up to an unescaped comma or colon. "" when there is none.
    [[nodiscard]] std::string read_command();

    /// The rest of a word.
    void skip_word();

private:
    void skip_blanks();
    [[nodiscard]] bool read_negations();
    [[nodiscard]] std::string read_member();
    [[nodiscard]] std::string read_pattern();
    [[nodiscard]] std::string read_digest();

    std::string_view rest_;
};

} // namespace plumbline::resource::sudo

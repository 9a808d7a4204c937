// deb822(5) by stanza, for those to whom a stanza is one thing.
#pragma once

#include "resource/formats/entries.hpp"

namespace plumbline::resource::formats {

struct Field {
    std::string name;  ///< as written; names are compared without regard to case
    std::string value; ///< lines joined by newlines, without the blank in front; " ." is an empty line
    std::size_t line = 0;
    bool operator==(const Field&) const = default;
};

struct Stanza {
    std::vector<Field> fields; ///< at least one
    /// The value of the field of that name, in any case; nullptr when there is none.
    [[nodiscard]] const Field* find(std::string_view name) const;
};

/// Bounded as the readers are. A field that stands twice in one stanza is malformed.
[[nodiscard]] std::variant<std::vector<Stanza>, Malformed> read_stanzas(std::string_view bytes);

} // namespace plumbline::resource::formats

// How the kinds tree and folder tell one name from the next: "//FIELDS/NAME" and a newline. No path that find
// or a shell prints holds two slashes in a row, so they begin each entry whatever bytes the names hold.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plumbline::probe {

struct Entry {
    std::string_view fields; ///< neither a number nor the name of an owner holds a slash
    std::string_view path;   ///< without "./" in front
    bool last = false;       ///< nothing follows: it may be cut short
};

/// Cuts one entry off the front of the answer; nothing when the answer does not begin with one.
[[nodiscard]] std::optional<Entry> next_entry(std::string_view& answer);

} // namespace plumbline::probe

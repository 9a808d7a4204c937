#pragma once

#include "adoption/yaml/document.hpp"
#include "adoption/yaml/scalar.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::adoption::yaml {

// A document's text with one thing changed, and every other byte as it was. They throw base::Error with the
// place of what they can't edit: aliases, and values that aliases share.

/// The style of a scalar stays; the entries of a list that stay keep their lines and comments.
[[nodiscard]] std::string with_value(const Document& document, const Spot& spot, const NewValue& value);
/// An entry after another one of the same mapping; the path's end is its key, as far as it is not there.
[[nodiscard]] std::string with_entry(const Document& document, const Spot& mapping, const Spot& after,
                                     const std::vector<std::string>& keys, const NewValue& value);
[[nodiscard]] std::string without_entry(const Document& document, const Spot& mapping, std::string_view key);
/// Lines, without their last newline, after those of the spot.
[[nodiscard]] std::string with_lines(const Document& document, const Spot& after, std::string_view lines);
/// One list of titles becomes two resources: the same again for one title, after what stays of the list.
[[nodiscard]] std::string with_title_apart(const Document& document, const Spot& resource, const Spot& titles,
                                           std::size_t index);

} // namespace plumbline::adoption::yaml

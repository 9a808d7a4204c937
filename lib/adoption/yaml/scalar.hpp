#pragma once

#include "adoption/yaml/extent.hpp"
#include "base/value.hpp"
#include "standard/element.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::adoption::yaml {

enum class Style { plain, single, quoted, block };
/// The style of the scalar that begins there.
[[nodiscard]] Style style_at(std::string_view text, std::size_t begin);

/// How a text is to be written.
struct Manner {
    Style style = Style::plain; ///< kept where the text allows it
    bool in_flow = false;       ///< within [] or {}
    /// A number or true or false may stand without quotes: it is no text that only looks like one.
    bool is_bare = false;
};

/// The scalar that the strict reader takes for just this text: quoted where it must be, `!bytes` for what is
/// no UTF-8. Of one line.
[[nodiscard]] std::string write_scalar(std::string_view text, const Manner& manner);
/// "[a, "1.10"]"
[[nodiscard]] std::string write_list(const base::List& texts, const Manner& manner);

/// A text or a list, and whether its texts may stand without quotes although they look like numbers.
struct NewValue {
    base::Value value;
    bool is_bare = false;
    bool ordered = false; ///< the order of a list means something
};
/// On the line of its key, which stands where `around` says; a text of several lines as a block below it.
[[nodiscard]] std::string write_value(const NewValue& value, const Surroundings& around);
[[nodiscard]] std::string write_key(const std::string& key);
/// "{depth: {least: 3}}"
[[nodiscard]] std::string write_nested(const std::vector<std::string>& keys, const NewValue& value);
/// All of it on one line.
[[nodiscard]] std::string write_element(const standard::Element& element);

/// The text as a literal block from "|" on, without its last newline: its lines `column` deep, below a key
/// that stands `parent` deep. Nothing for a text that no block can hold as it is.
[[nodiscard]] std::optional<std::string> write_block(std::string_view text, std::size_t column,
                                                     std::size_t parent);

} // namespace plumbline::adoption::yaml

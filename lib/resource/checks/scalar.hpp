#pragma once

#include "resource/schema.hpp"
#include "standard/element.hpp"

#include <string>
#include <variant>
#include <vector>

namespace plumbline::resource::checks {

/// Why a text is not a value of a kind.
struct Refusal {
    std::string expected; ///< "3 or 4 octal digits"
    std::string hint = {};
};
using Canonical = std::variant<std::string, Refusal>;

/// The one way of writing the value: "644" becomes "0644", "4k" becomes "4096". A plain scalar that a reader
/// of YAML takes for a number or a boolean is refused where a text is meant: 1.10 would be 1.1. Plain decimal
/// integers without leading zeros are the same in every reader, so they may stand for texts, but not for
/// versions.
[[nodiscard]] Canonical canonical(Kind kind, const std::vector<std::string>& choices,
                                  const standard::Scalar& scalar);

/// Why a text can't be compiled as an RE2 pattern; empty when it can.
[[nodiscard]] std::string pattern_error(const std::string& pattern);

/// "'ab'", "the plain 0644", "a list", "nothing": what was found, for a message; long texts are cut.
[[nodiscard]] std::string found(const standard::Element& element);

/// What a value of the kind is called in a message: "a mode", "a list of texts".
[[nodiscard]] std::string kind_text(Kind kind);

} // namespace plumbline::resource::checks

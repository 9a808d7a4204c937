#pragma once

#include "adoption/changes/wish.hpp"
#include "standard/element.hpp"

#include <string>

namespace plumbline::adoption {

/// What is to be written where a rule stands, so that a value fits.
struct Fitting {
    std::vector<std::string> below; ///< keys of the rule under the attribute: {"at_most"}
    yaml::NewValue value;
    std::string words = {}; ///< what became of the rule; empty for a plain value
};

/// A rule that one value can widen is widened, so that other hosts that keep to it still do: `one_of` gains
/// the value, the bound of `at_most` and `at_least` (of a mode: its bits) and of a single comparison moves to
/// it, `contains` loses what the host lacks. Every other rule is replaced by the value.
[[nodiscard]] Fitting fitted(const standard::Element& written, const Change& change);

} // namespace plumbline::adoption

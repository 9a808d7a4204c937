#pragma once

#include "base/diagnostic.hpp"
#include "resource/matcher.hpp"
#include "resource/schema.hpp"
#include "standard/element.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource::checks {

/// Where a value stands: what messages call it and what it may be.
struct Slot {
    std::string name; ///< "mode", "recurse.depth", "when.os.version"
    Kind kind = Kind::text;
    std::vector<std::string> choices = {};
};

/// One value, no matcher: a text in canonical form, or for a list the texts. A single text is a list of one.
[[nodiscard]] std::optional<base::Value> check_exact(const Slot& slot, const standard::Element& element,
                                                     base::Diagnostics& diagnostics);

/// A value, or the matcher that stands in its place.
[[nodiscard]] std::optional<Matcher> check_matcher(const Slot& slot, const standard::Element& element,
                                                   base::Diagnostics& diagnostics);

/// The matchers that may stand where a value of the kind stands, by name.
[[nodiscard]] std::vector<std::string> matchers_for(Kind kind);
/// Whether comparisons may: ">= 1.2, < 2".
[[nodiscard]] bool takes_range(Kind kind);

} // namespace plumbline::resource::checks

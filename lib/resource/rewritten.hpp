#pragma once

#include "resource/matcher.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace plumbline::resource {

/// The matcher with each of the values that it names in the form in which a type observes values: an address
/// in its one way of writing, say. Patterns and bounds stay.
[[nodiscard]] Matcher rewritten(Matcher matcher, const std::function<std::string(std::string_view)>& form);

} // namespace plumbline::resource

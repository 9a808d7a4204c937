#pragma once

#include "resource/matcher.hpp"

#include <functional>

namespace plumbline::resource::file {

/// Every text that a matcher compares with as a whole: of exact values, one_of, not and contains.
[[nodiscard]] base::List texts_of(const Matcher& matcher);

/// The matcher with each of those texts changed: into the one form in which a host's values are compared.
[[nodiscard]] Matcher with_texts(const Matcher& matcher,
                                 const std::function<std::string(const std::string&)>& change);

} // namespace plumbline::resource::file

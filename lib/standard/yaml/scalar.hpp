#pragma once

#include "standard/element.hpp"

#include <string>
#include <string_view>

namespace plumbline::standard {

/// What is wrong with one scalar: message and hint, without a place.
struct BadScalar {
    std::string message;
    std::string hint;
};

/// What a scalar means under its tag, in yaml-cpp's words: "?" for a plain one, "!" for a quoted or block
/// one. The text has been decoded. Throws BadScalar.
[[nodiscard]] Scalar read_scalar(std::string text, const std::string& tag);

inline constexpr std::string_view core_tag = "tag:yaml.org,2002:";

/// The refusal of a tag that a standard does not know.
[[nodiscard]] BadScalar unknown_tag(std::string_view tag);

} // namespace plumbline::standard

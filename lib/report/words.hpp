#pragma once

#include "base/value.hpp"
#include "resource/observed.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::report {

/// A message and its trail ("…\n  while reading …") as one line, "…; while reading …", still to be escaped.
[[nodiscard]] std::string one_line(std::string_view message);

/// "1 host", "2 hosts".
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

/// A value as text reports show it: a digest or a token by its first digits, what would look like nothing in
/// quotes, a list in the order of its texts.
[[nodiscard]] std::string short_value(const base::Value& value);

/// What a property is and should be, or why that is not known, in one or two parts, raw: "is 0600,", "should
/// be 0644".
[[nodiscard]] std::vector<std::string> phrases_of(const resource::Compared& compared);
/// The same in one line with its name: "mode is 0600, should be 0644".
[[nodiscard]] std::string sentence_of(const resource::Compared& compared);

} // namespace plumbline::report

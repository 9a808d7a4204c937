#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace plumbline::base {

/// An unordered list of texts; two lists are the same value when they hold the same texts.
using List = std::vector<std::string>;

/// A property's value in the form in which reports print it: "0644", "true", "1:9.2p1-2", or a list of texts.
/// Bytes are kept as they are; escaping belongs to whoever shows them.
using Value = std::variant<std::string, List>;

/// Names with values: variables, facts.
using Values = std::map<std::string, Value>;

/// A value as one line of text, a list joined by ", ".
[[nodiscard]] std::string to_text(const Value& value);

} // namespace plumbline::base

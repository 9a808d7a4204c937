#pragma once

#include "base/value.hpp"
#include "standard/element.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace plumbline::inventory {

/// A variable's value before it becomes text: what Python would hold.
using Json = nlohmann::json;

/// The value of an INI variable: a Python literal (ast.literal_eval) where it is one, else the text itself.
[[nodiscard]] Json read_literal(std::string_view text);

/// The value of a YAML element, its plain scalars read as YAML 1.1 has it (yes, 0644, 0x1F, 1_000), as
/// Ansible does.
[[nodiscard]] Json read_element(const standard::Element& element);

/// The text of a number, "true" or "false", nothing for null, a list of scalars as List, anything nested as
/// JSON.
[[nodiscard]] base::Value to_value(const Json& json);

/// As Python prints it: 1.0, 0.1, 1e+16.
[[nodiscard]] std::string float_text(double number);

/// What an inventory may hold for Ansible but not for plumbline.
struct Refusal {
    std::string message;
    std::string hint;
};
/// Jinja templates and vault texts; nothing when the text is neither.
[[nodiscard]] std::optional<Refusal> refusal_of(std::string_view text);
/// What is said of a `!vault` tag and of a vault file.
[[nodiscard]] Refusal vault_refusal();

} // namespace plumbline::inventory

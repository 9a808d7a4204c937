#pragma once

#include "base/diagnostic.hpp"
#include "base/value.hpp"
#include "resource/desired.hpp"
#include "resource/schema.hpp"
#include "standard/standard.hpp"

#include <functional>
#include <optional>

namespace plumbline::resource {

/// Fills `{{ name }}` in every text below the element. An undefined name is an error at its place. Nothing is
/// returned when there was one.
[[nodiscard]] std::optional<standard::Element>
fill_in(const standard::Element& element, const base::Values& variables, base::Diagnostics& diagnostics);

/// Whether any text below the mapping, or the title, holds `{{`.
[[nodiscard]] bool has_variables(const standard::Declaration& declaration);

/// A variable's value, or that of a member of a nested one: "ntp.server" of the inventory's `ntp`.
[[nodiscard]] std::optional<base::Value> value_of_variable(const base::Values& variables,
                                                           const std::string& name);

/// Reads a `source:` file of the standard; nothing (and a diagnostic) when it can't be had.
using ReadSource =
    std::function<std::optional<std::string>(std::string_view relative, const base::Place& place)>;

/// Turns a declaration whose variables are filled in into what the type's schema makes of it. Everything
/// wrong goes to `diagnostics`: unknown attributes with the nearest valid name, wrong kinds (with the hint to
/// quote 0644 or 1.10), bad modes, patterns, matchers and common attributes. Nothing is returned when there
/// was an error. `variables` are for templates, which are read only here.
[[nodiscard]] std::optional<Desired> check(const standard::Declaration& declaration,
                                           const ReadSource& read_source, base::Diagnostics& diagnostics,
                                           const base::Values& variables = {});

/// Whether hosts may differ in it: its title, an attribute, or the template that it is rendered from names a
/// variable. A template that can't be read names none.
[[nodiscard]] bool varies(const standard::Declaration& declaration, const ReadSource& read_source);

/// Whether the template that it is rendered from, if any, is well formed; what is wrong with it, whatever the
/// variables are, goes to `diagnostics`.
[[nodiscard]] bool has_sound_template(const standard::Declaration& declaration, const ReadSource& read_source,
                                      base::Diagnostics& diagnostics);

/// The JSON Schema (draft 7) of standard files, from the schemas of all types.
[[nodiscard]] std::string json_schema();

} // namespace plumbline::resource

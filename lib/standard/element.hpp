// standard: the strict YAML reader (the only includer of yaml-cpp), the model of a standard, its digest.
// Knows that a resource has a type, a title and attributes; must not know what any type means (that is
// resource's).
#pragma once

#include "base/diagnostic.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace plumbline::standard {

struct Element;

/// One text as written. `plain` tells 0644 from "0644": only a plain scalar can be a number, a boolean or
/// null.
struct Scalar {
    std::string text; ///< decoded bytes; `!bytes` escapes are already resolved
    bool plain = false;
};
using Sequence = std::vector<Element>;

struct Entry;
/// Entries in the order of the file; keys are texts and unique.
using Mapping = std::vector<Entry>;

/// A YAML value with the place where it stands.
struct Element {
    base::Place place;
    std::variant<Scalar, Sequence, Mapping> content;

    [[nodiscard]] const Scalar* scalar() const { return std::get_if<Scalar>(&content); }
    [[nodiscard]] const Sequence* sequence() const { return std::get_if<Sequence>(&content); }
    [[nodiscard]] const Mapping* mapping() const { return std::get_if<Mapping>(&content); }
    /// The entry's value when this is a mapping that has the key, else nullptr.
    [[nodiscard]] const Element* find(std::string_view key) const;
    /// "a text", "a number", "true or false", "nothing", "a list", "a mapping": for messages.
    [[nodiscard]] std::string kind() const;

    // What a plain scalar means in YAML 1.2's core schema. Numbers are decimal, whole or not (10, 1.10, 1e3);
    // 0644, 0x1F and 1_000 are texts.
    [[nodiscard]] bool is_null() const;
    [[nodiscard]] bool is_boolean() const;
    [[nodiscard]] bool is_number() const;
};

struct Entry {
    std::string key;
    base::Place key_place;
    Element value;
};

} // namespace plumbline::standard

#pragma once

#include "resource/schema.hpp"

#include <string>
#include <vector>

namespace plumbline::resource::reference {

/// One attribute as a reader meets it; those of a group by their dotted names.
struct Row {
    std::string name;     ///< "recurse.files.mode", "values.KEY"
    std::string value;    ///< "a mode", "present or absent"
    std::string matchers; ///< "one_of, not, at_most, at_least"; empty where none may stand
    std::string standing; ///< "required", "default: present", or empty
    std::string doc;
};

[[nodiscard]] std::vector<Row> rows(const std::vector<Attribute>& attributes);

/// Begins with a capital letter and ends with a full stop.
[[nodiscard]] std::string sentence(std::string text);

/// The example as an entry of `resources`: its first line behind a dash, the others below it.
[[nodiscard]] std::string entry_of_list(const std::string& example);

} // namespace plumbline::resource::reference

#pragma once

#include "adoption/yaml/edits.hpp"
#include "resource/schema.hpp"
#include "standard/standard.hpp"

#include <map>
#include <string>
#include <vector>

namespace plumbline::adoption {

/// One attribute as it is to be.
struct Change {
    enum class Kind {
        value,   ///< the attribute has this value
        removal, ///< the attribute is not there
        content, ///< the file holds these bytes
    };
    Kind kind = Kind::value;
    std::vector<std::string> path; ///< of keys, below the declaration
    yaml::NewValue value = {};
    resource::Kind of = resource::Kind::text; ///< the attribute's

    [[nodiscard]] const std::string& key() const { return path.front(); }
    [[nodiscard]] std::string name() const; ///< dotted
};

/// What would make a drift the standard.
struct Wanted {
    std::vector<Change> changes;
    std::vector<standard::Identity> undeclared; ///< what is there and should be declared
    /// What no edit can say by itself, and why; it may follow from another change.
    std::vector<std::string> unsaid;
};

} // namespace plumbline::adoption

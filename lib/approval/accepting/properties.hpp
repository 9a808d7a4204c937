#pragma once

#include "resource/checks/value.hpp"
#include "standard/standard.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::resource {
class Type;
}

namespace plumbline::approval {

/// What a type may find different of one resource: the attributes that its schema compares, and what it
/// expects beside them (a file's "kind", a package's "status").
class Properties {
public:
    Properties(const resource::Type& type, const standard::Identity& id);

    /// Its kind and choices; nothing where the type compares no such property. "values.KEY" is one of a
    /// table; "purge", "in_force.KEY" and the like are what a switch of the type brings.
    [[nodiscard]] std::optional<resource::checks::Slot> find(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] const std::string& type() const;

private:
    const resource::Type& type_;
    std::vector<resource::checks::Slot> expected_;
};

} // namespace plumbline::approval

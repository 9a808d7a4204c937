#include "approval/accepting/properties.hpp"

#include "resource/type.hpp"

#include <algorithm>
#include <set>

namespace plumbline::approval {
namespace {

using resource::Attribute;
using resource::Kind;
using resource::checks::Slot;

/// A resource with its type's defaults, and each of its switches on.
void set_all(resource::Desired& desired, const std::vector<Attribute>& attributes,
             const std::string& prefix) {
    for (const auto& attribute : attributes) {
        if (attribute.kind == Kind::boolean)
            desired.attributes[prefix + attribute.name] = {resource::Exactly{"true"}};
        else if (attribute.fallback)
            desired.attributes[prefix + attribute.name] = {resource::Exactly{*attribute.fallback}};
        set_all(desired, attribute.members, prefix + attribute.name + ".");
    }
}

resource::Expectations expectations_of(const resource::Type& type, const standard::Identity& id) {
    resource::Desired desired;
    desired.id = id;
    set_all(desired, type.schema().attributes, "");
    return type.expect(desired);
}

bool holds_others(const Attribute& attribute) {
    return attribute.kind == Kind::table || attribute.kind == Kind::group;
}

void add_names(const std::vector<Attribute>& attributes, const std::string& prefix,
               std::set<std::string>& names) {
    for (const auto& attribute : attributes) {
        if (attribute.compared && !holds_others(attribute))
            names.insert(prefix + attribute.name);
        add_names(attribute.members, prefix + attribute.name + ".", names);
    }
}

} // namespace

Properties::Properties(const resource::Type& type, const standard::Identity& id) : type_(type) {
    for (const auto& one : expectations_of(type, id))
        expected_.push_back({one.property, one.kind});
}

std::optional<Slot> Properties::find(std::string_view name) const {
    const std::string slot(name);
    const auto* attribute = resource::find(type_.schema(), name);
    const bool dotted = slot.find('.') != std::string::npos;
    if (attribute != nullptr && attribute->kind == Kind::table && dotted)
        return Slot{slot, Kind::value};
    if (attribute != nullptr && attribute->compared && !holds_others(*attribute))
        return Slot{slot, attribute->kind, attribute->choices};
    const auto expected = std::ranges::find(expected_, name, &Slot::name);
    if (expected != expected_.end())
        return *expected;
    const auto* whole = resource::find(type_.schema(), name.substr(0, name.find('.')));
    if (whole != nullptr && !whole->compared && whole->kind == Kind::boolean)
        return Slot{slot, Kind::text};
    return std::nullopt;
}

std::vector<std::string> Properties::names() const {
    std::set<std::string> names;
    add_names(type_.schema().attributes, "", names);
    for (const auto& one : expected_)
        names.insert(one.name);
    return {names.begin(), names.end()};
}

const std::string& Properties::type() const {
    return type_.schema().type;
}

} // namespace plumbline::approval

#include "resource/type.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource {
namespace {

const Attribute* find_in(const std::vector<Attribute>& attributes, std::string_view name) {
    const auto dot = name.find('.');
    const auto first = name.substr(0, dot);
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const Attribute& attribute) { return attribute.name == first; });
    if (found == attributes.end())
        return nullptr;
    if (dot == std::string_view::npos || found->kind == Kind::table)
        return &*found;
    return find_in(found->members, name.substr(dot + 1));
}

/// The kind by which a property's value is compared.
Kind compared_kind(const Attribute& attribute) {
    return attribute.kind == Kind::table ? Kind::value : attribute.kind;
}

Action set_property(const Desired& desired, const Compared& drift) {
    const auto of = drift.subject.empty() ? std::string() : fmt::format(" of {}", drift.subject);
    Action action{fmt::format("set {}{}", drift.property, of), "set", {{"property", drift.property}}};
    if (!drift.subject.empty())
        action.arguments["subject"] = drift.subject;
    if (desired.sensitive)
        return action;
    action.words += fmt::format(" {} (now {})", drift.expected, base::to_text(drift.actual));
    action.arguments["value"] = drift.expected;
    return action;
}

/// Whether the standard names the one value that could be written.
bool can_be_set(const Desired& desired, const Compared& drift) {
    const auto found = desired.attributes.find(drift.property);
    return found == desired.attributes.end() || found->second.pins();
}

} // namespace

const Attribute* find(const Schema& schema, std::string_view name) {
    return find_in(schema.attributes, name);
}

Expectations Type::expect(const Desired& desired) const {
    const bool absent = desired.text("state") == "absent";
    Expectations expectations;
    for (const auto& [name, matcher] : desired.attributes) {
        const auto* attribute = find(schema(), name);
        if (attribute != nullptr && attribute->compared && (!absent || name == "state"))
            expectations.push_back({name, compared_kind(*attribute), matcher});
    }
    return expectations;
}

Remedy Type::remedy(const Desired& desired, const Observed&, const std::vector<Compared>& drifts) const {
    Remedy remedy;
    for (const auto& drift : drifts)
        if (drift.status == Compared::Status::drift && can_be_set(desired, drift))
            remedy.push_back(set_property(desired, drift));
    return remedy;
}

probe::Queries Type::ground(const Desired&, const std::vector<Compared>&, const facts::Facts&) const {
    return {};
}

Steps Type::steps(const Desired& desired, const Ground&) const {
    constexpr std::string_view nothing = "Nothing: ";
    std::string reason = schema().enforces;
    if (!reason.starts_with(nothing))
        reason = fmt::format("what a {} says is only audited", desired.id.type);
    else
        reason = reason.substr(nothing.size(), reason.find_last_not_of('.') + 1 - nothing.size());
    return {.declined = {{"", std::move(reason)}}};
}

Steps Type::refresh(const Desired&, const facts::Facts&) const {
    return {};
}

Traces Type::traces(const Desired& desired) const {
    const auto& title = desired.id.title;
    return title.starts_with('/') ? Traces{.paths = {title}} : Traces{};
}

std::string Type::object_to(const Desired&) const {
    return {};
}

const Type* find_type(std::string_view name) {
    for (const auto* type : types())
        if (type->schema().type == name)
            return type;
    return nullptr;
}

std::vector<std::string> type_names() {
    std::vector<std::string> names;
    for (const auto* type : types())
        names.push_back(type->schema().type);
    return names;
}

} // namespace plumbline::resource

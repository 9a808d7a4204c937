#include "catalog/prepared.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::catalog {
namespace {

using standard::Declaration;
using standard::Element;
using standard::Mapping;

void replace(Mapping& attributes, const standard::Entry& entry) {
    const auto known =
        std::find_if(attributes.begin(), attributes.end(),
                     [&](const standard::Entry& attribute) { return attribute.key == entry.key; });
    if (known == attributes.end())
        attributes.push_back(entry);
    else
        *known = entry;
}

std::string reason_of(const standard::Override& change) {
    return fmt::format("{} ({})", change.why, change.place.file_and_line());
}

/// The declaration without {{ in its title and attributes.
std::optional<Declaration> fill_in(const Declaration& declaration, const base::Values& variables,
                                   base::Diagnostics& diagnostics) {
    const Element written{declaration.place, standard::Scalar{declaration.id.title, false}};
    const auto title = resource::fill_in(written, variables, diagnostics);
    auto attributes = resource::fill_in({declaration.place, *declaration.attributes}, variables, diagnostics);
    if (!title || !attributes)
        return std::nullopt;
    if (title->scalar() == nullptr) {
        diagnostics.error(declaration.place, "expected a text as the title, found a list",
                          "a list of titles must stand in the standard itself");
        return std::nullopt;
    }
    return Declaration{{declaration.id.type, title->scalar()->text},
                       declaration.place,
                       std::make_shared<const Mapping>(std::get<Mapping>(std::move(attributes->content)))};
}

bool refers_to_another(const Element& element) {
    if (const auto* list = element.sequence())
        return std::any_of(list->begin(), list->end(), refers_to_another);
    return element.scalar() != nullptr && element.scalar()->text.find("{{") != std::string::npos;
}

base::Value value_of(const Element& element) {
    if (const auto* scalar = element.scalar())
        return scalar->text;
    base::List texts;
    if (const auto* list = element.sequence())
        for (const auto& entry : *list)
            texts.push_back(entry.scalar() != nullptr ? entry.scalar()->text : std::string());
    return texts;
}

} // namespace

std::optional<std::string> Sources::read(std::string_view relative, const base::Place& place,
                                         base::Diagnostics& diagnostics) {
    if (const auto known = files_.find(relative); known != files_.end())
        return known->second;
    auto bytes = standard::read_standard_file(standard_, relative, place, diagnostics);
    if (bytes)
        files_.emplace(relative, *bytes);
    return bytes;
}

resource::ReadSource Sources::reader(base::Diagnostics& diagnostics) {
    return [this, &diagnostics](std::string_view relative, const base::Place& place) {
        return read(relative, place, diagnostics);
    };
}

bool Sources::varies(const Declaration& declaration) {
    base::Diagnostics said_later;
    return resource::varies(declaration, reader(said_later));
}

Draft apply_overrides(const Declaration& declaration, const Overrides& overrides) {
    Draft draft{declaration, {}};
    if (overrides.empty())
        return draft;
    auto attributes = *declaration.attributes;
    for (const auto* change : overrides) {
        for (const auto& entry : *change->set)
            replace(attributes, entry);
        draft.overridden_by += (draft.overridden_by.empty() ? "" : "; ") + reason_of(*change);
    }
    draft.declaration.attributes = std::make_shared<const Mapping>(std::move(attributes));
    return draft;
}

std::shared_ptr<const resource::Desired> settle(const Draft& draft, const base::Values& variables,
                                                Sources& sources, base::Diagnostics& diagnostics) {
    const auto read = sources.reader(diagnostics);
    auto declaration = std::optional(draft.declaration);
    const bool is_known = resource::find_type(draft.declaration.id.type) != nullptr;
    if (is_known && resource::has_variables(draft.declaration))
        declaration = fill_in(draft.declaration, variables, diagnostics);
    auto desired = declaration ? resource::check(*declaration, read, diagnostics, variables) : std::nullopt;
    if (!desired)
        return nullptr;
    desired->overridden_by = draft.overridden_by;
    return std::make_shared<const resource::Desired>(std::move(*desired));
}

base::Values values_of(const standard::Variables& variables, base::Diagnostics& diagnostics) {
    base::Values values;
    for (const auto& [name, element] : variables) {
        if (refers_to_another(element))
            diagnostics.error(element.place,
                              fmt::format("the variable '{}' refers to another variable", name),
                              "variables hold plain values; put the {{ name }} where it is used");
        values.emplace(name, value_of(element));
    }
    return values;
}

} // namespace plumbline::catalog

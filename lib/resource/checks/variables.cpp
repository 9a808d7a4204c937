#include "base/nearest.hpp"
#include "resource/check.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <re2/re2.h>

#include <algorithm>

namespace plumbline::resource {
namespace {

using standard::Element;
using standard::Mapping;
using standard::Scalar;
using standard::Sequence;

constexpr std::string_view opening = "{{";

bool holds_variable(const Element& element) {
    if (const auto* scalar = element.scalar())
        return scalar->text.find(opening) != std::string::npos;
    if (const auto* sequence = element.sequence())
        return std::any_of(sequence->begin(), sequence->end(), holds_variable);
    return std::any_of(element.mapping()->begin(), element.mapping()->end(),
                       [](const standard::Entry& entry) { return holds_variable(entry.value); });
}

/// A value out of an inventory's nested variable, as text; texts of a list stay a list.
std::optional<base::Value> value_of(const nlohmann::json& json) {
    if (json.is_string())
        return json.get<std::string>();
    if (!json.is_array())
        return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    base::List texts;
    for (const auto& entry : json)
        texts.push_back(entry.is_string() ? entry.get<std::string>() : entry.dump());
    return texts;
}

/// "ntp.server": the member `server` of the variable `ntp`, which an inventory keeps as JSON text.
std::optional<base::Value> nested(const base::Values& variables, const std::string& name) {
    const auto dot = name.find('.');
    const auto found = variables.find(name.substr(0, dot));
    if (dot == std::string::npos || found == variables.end() ||
        !std::holds_alternative<std::string>(found->second))
        return std::nullopt;
    auto json = nlohmann::json::parse(std::get<std::string>(found->second), nullptr, false);
    std::string pointer = name.substr(dot);
    std::replace(pointer.begin(), pointer.end(), '.', '/');
    const nlohmann::json::json_pointer place(pointer);
    if (json.is_discarded() || !json.is_object() || !json.contains(place))
        return std::nullopt;
    return value_of(json.at(place));
}

class Filler {
public:
    Filler(const base::Values& variables, base::Diagnostics& diagnostics)
        : variables_(variables), diagnostics_(diagnostics) {}

    Element fill(const Element& element) {
        if (const auto* scalar = element.scalar())
            return fill_scalar(element, *scalar);
        if (const auto* sequence = element.sequence()) {
            Sequence filled;
            for (const auto& entry : *sequence)
                filled.push_back(fill(entry));
            return {element.place, std::move(filled)};
        }
        Mapping filled;
        for (const auto& entry : *element.mapping())
            filled.push_back({entry.key, entry.key_place, fill(entry.value)});
        return {element.place, std::move(filled)};
    }

private:
    /// A list as the whole value stays a list; everything else becomes a quoted text.
    Element fill_scalar(const Element& element, const Scalar& scalar) {
        static const RE2 whole("\\s*\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*\\}\\}\\s*");
        if (scalar.text.find(opening) == std::string::npos)
            return element;
        std::string name;
        if (!RE2::FullMatch(scalar.text, whole, &name))
            return {element.place, Scalar{fill_text(element.place, scalar.text), false}};
        const auto value = look_up(element.place, name);
        if (!value || std::holds_alternative<std::string>(*value))
            return {element.place, Scalar{value ? std::get<std::string>(*value) : std::string(), false}};
        Sequence texts;
        for (const auto& text : std::get<base::List>(*value))
            texts.push_back({element.place, Scalar{text, false}});
        return {element.place, std::move(texts)};
    }

    std::string fill_text(const base::Place& place, std::string_view text) {
        std::string filled;
        for (auto start = text.find(opening); start != std::string_view::npos; start = text.find(opening)) {
            filled += text.substr(0, start);
            text.remove_prefix(start + opening.size());
            const auto end = text.find("}}");
            if (end == std::string_view::npos) {
                diagnostics_.error(place, "expected '}}' after '{{', found the end of the text",
                                   "a literal {{ is written {{ \"{{\" }}");
                return filled;
            }
            filled += fill_one(place, text.substr(0, end));
            text.remove_prefix(end + 2);
        }
        return filled.append(text);
    }

    std::string fill_one(const base::Place& place, std::string_view between) {
        static const RE2 literal("\\s*(?:\"\\{\\{\"|'\\{\\{')\\s*");
        static const RE2 variable("\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*");
        const re2::StringPiece piece(between.data(), between.size());
        std::string name;
        if (RE2::FullMatch(piece, literal))
            return std::string(opening);
        if (!RE2::FullMatch(piece, variable, &name)) {
            diagnostics_.error(
                place,
                fmt::format("expected the name of a variable between '{{{{' and '}}}}', found '{}'", between),
                "there are no expressions; a literal {{ is written {{ \"{{\" }}");
            return {};
        }
        const auto value = look_up(place, name);
        if (value && std::holds_alternative<base::List>(*value))
            diagnostics_.error(place,
                               fmt::format("the variable '{}' is a list and can't stand within a text", name),
                               "let it be the whole value");
        return value && std::holds_alternative<std::string>(*value) ? std::get<std::string>(*value)
                                                                    : std::string();
    }

    std::optional<base::Value> look_up(const base::Place& place, const std::string& name) {
        if (auto value = value_of_variable(variables_, name))
            return value;
        std::vector<std::string> known;
        for (const auto& variable : variables_)
            known.push_back(variable.first);
        const auto near = base::nearest(name, known);
        diagnostics_.error(place, fmt::format("the variable '{}' is not defined", name),
                           near ? fmt::format("did you mean '{}'?", *near)
                                : "define it in the profile, the standard or the inventory");
        return std::nullopt;
    }

    const base::Values& variables_;
    base::Diagnostics& diagnostics_;
};

} // namespace

std::optional<base::Value> value_of_variable(const base::Values& variables, const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? nested(variables, name) : found->second;
}

std::optional<Element> fill_in(const Element& element, const base::Values& variables,
                               base::Diagnostics& diagnostics) {
    const auto before = diagnostics.errors();
    auto filled = Filler(variables, diagnostics).fill(element);
    if (diagnostics.errors() > before)
        return std::nullopt;
    return filled;
}

bool has_variables(const standard::Declaration& declaration) {
    return declaration.id.title.find(opening) != std::string::npos ||
           std::any_of(declaration.attributes->begin(), declaration.attributes->end(),
                       [](const standard::Entry& entry) { return holds_variable(entry.value); });
}

} // namespace plumbline::resource

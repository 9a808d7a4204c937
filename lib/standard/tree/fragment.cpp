#include "standard/tree/fragment.hpp"

#include "standard/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::standard {
namespace {

/// What only the main file says.
constexpr std::array<std::string_view, 4> main_keys{"contact", "profiles", "apply", "override"};

/// What stands beside TYPE: TITLE in every resource, so never is its first key.
constexpr std::array<std::string_view, 9> common_attributes{
    "severity", "why", "tags", "when", "requires", "notify", "enforce", "sensitive", "contact"};

bool is_name(std::string_view text) {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !text.empty() && is_letter(text.front()) && std::all_of(text.begin(), text.end(), [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9');
    });
}

/// Texts, numbers and booleans as they are written, or a list of them.
bool is_variable(const Element& element) {
    if (const auto* list = element.sequence())
        return std::all_of(list->begin(), list->end(),
                           [](const Element& one) { return one.scalar() != nullptr && !one.is_null(); });
    return element.scalar() != nullptr && !element.is_null();
}

void read_variables(Form& form, Fragment& fragment, base::Diagnostics& diagnostics) {
    for (auto& [name, place, value] : form.take_entries("vars")) {
        if (!is_name(name))
            diagnostics.error(place, fmt::format("'{}' is no name of a variable", name),
                              "a name is made of letters, digits and _, and begins with no digit");
        if (!is_variable(value))
            diagnostics.error(value.place,
                              fmt::format("the variable '{}' must be a text or a list of texts, found {}",
                                          name, value.kind()));
        fragment.vars[name] = std::move(value);
        fragment.var_places[name] = place;
    }
}

void read_resource(Element element, std::vector<Declaration>& declarations, base::Diagnostics& diagnostics) {
    constexpr std::string_view hint = "as in: - file: /etc/motd";
    auto* entries = std::get_if<Mapping>(&element.content);
    if (entries == nullptr || entries->empty()) {
        diagnostics.error(element.place,
                          fmt::format("a resource must be a mapping that begins with TYPE: TITLE, found {}",
                                      entries == nullptr ? element.kind() : "an empty one"),
                          std::string(hint));
        return;
    }
    const Entry first = std::move(entries->front());
    if (std::find(common_attributes.begin(), common_attributes.end(), first.key) != common_attributes.end()) {
        diagnostics.error(first.key_place,
                          fmt::format("a resource begins with TYPE: TITLE, found '{}'", first.key),
                          std::string(hint));
        return;
    }
    entries->erase(entries->begin());
    const auto attributes = std::make_shared<const Mapping>(std::move(*entries));
    for (auto& title : read_texts(first.value, fmt::format("the title of '{}'", first.key), diagnostics))
        declarations.push_back({{first.key, std::move(title.text)}, std::move(title.place), attributes});
}

/// A file may be a standard of its own and included in another, whose name and version count then.
void pass_over_names(Form& form) {
    static_cast<void>(form.take_text("standard"));
    static_cast<void>(form.take_text("version"));
}

/// An included file that says what only the main file may is told so, rather than that there is no such key.
void refuse_main_keys(Form& form, base::Diagnostics& diagnostics) {
    for (const auto key : main_keys)
        if (const auto place = form.drop(key))
            diagnostics.error(*place, fmt::format("'{}' belongs in the standard's main file", key));
}

} // namespace

void read_fragment(Form& form, Fragment& fragment, base::Diagnostics& diagnostics) {
    read_variables(form, fragment, diagnostics);
    fragment.includes = form.take_texts("include");
    auto resources = form.take_list("resources");
    fragment.declarations.reserve(resources.size());
    for (auto& resource : resources)
        read_resource(std::move(resource), fragment.declarations, diagnostics);
}

std::optional<Element> Fragments::read(const Location& location) {
    auto element = read_yaml_file(location.place, location.name, diagnostics_);
    if (element)
        files_[location.relative] = fingerprint(element->place.source->text);
    return element;
}

const Fragment* Fragments::get(const Location& location) {
    const auto [found, is_new] = fragments_.try_emplace(location.relative);
    auto& fragment = found->second;
    if (!is_new)
        return fragment ? &*fragment : nullptr;
    auto element = read(location);
    if (!element)
        return nullptr;
    Form form(std::move(*element), "an included file or profile", diagnostics_);
    if (const auto version = form.take("plumbline"))
        check_language(*version, diagnostics_);
    pass_over_names(form);
    fragment = Fragment{location, {}, {}, {}, {}};
    read_fragment(form, *fragment, diagnostics_);
    refuse_main_keys(form, diagnostics_);
    form.refuse_others();
    return &*fragment;
}

} // namespace plumbline::standard

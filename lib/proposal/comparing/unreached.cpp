#include "proposal/comparing/unreached.hpp"

#include "resource/templates/template.hpp"
#include "resource/type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

namespace plumbline::proposal {
namespace {

using standard::Declaration;
using standard::Element;
using standard::Override;
using standard::Standard;

/// Where each thing stands that a standard says, by its words: equal words, equal meaning.
using Sayings = std::map<std::string, std::string>;

void append(std::string& text, const Element& element);

void append(std::string& text, const standard::Mapping& mapping) {
    std::map<std::string, const Element*> entries;
    for (const auto& entry : mapping)
        entries.emplace(entry.key, &entry.value);
    for (const auto& [key, value] : entries) {
        text += fmt::format("{}:{}=", key.size(), key);
        append(text, *value);
    }
}

void append(std::string& text, const Element& element) {
    if (const auto* scalar = element.scalar())
        text += fmt::format("{}:{};", scalar->text.size(), scalar->text);
    if (const auto* list = element.sequence()) {
        text += '[';
        for (const auto& entry : *list)
            append(text, entry);
        text += ']';
    }
    if (const auto* mapping = element.mapping()) {
        text += '{';
        append(text, *mapping);
        text += '}';
    }
}

/// The bytes that it names count as its words.
std::string source_of(const Standard& standard, const standard::Mapping& attributes) {
    const auto source = std::ranges::find(attributes, "source", &standard::Entry::key);
    if (source == attributes.end() || source->value.scalar() == nullptr)
        return {};
    const auto file = standard.files.find(source->value.scalar()->text);
    return file == standard.files.end() ? "" : file->second;
}

std::string words_of(const Standard& standard, const Declaration& declaration) {
    auto words = fmt::format("{}\n{}\n", declaration.id.text(), source_of(standard, *declaration.attributes));
    append(words, *declaration.attributes);
    return words;
}

std::string words_of(const Standard& standard, const Override& change) {
    auto words = fmt::format("{}\n{}\n{}\n{}\n", change.resource.text(), change.pattern, change.why,
                             source_of(standard, *change.set));
    append(words, *change.set);
    return words;
}

std::string words_of(const std::string& name, const Element& value) {
    std::string words = name + "\n";
    append(words, value);
    return words;
}

std::string title_of(const Declaration& declaration) {
    return declaration.id.text();
}

std::string title_of(const Override& change) {
    return fmt::format("the override of {} for {}", change.resource.text(), change.pattern);
}

/// Whether "{{ name" stands in it, members of the name included.
bool names(const Element& element, const std::string& variable);

bool names_in_text(std::string_view text, const std::string& variable) {
    for (auto at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at + 2)) {
        const auto begin = text.find_first_not_of(" \t{&#^", at);
        if (begin == std::string_view::npos || !text.substr(begin).starts_with(variable))
            continue;
        const auto after = text.substr(begin + variable.size());
        if (after.empty() || after.find_first_of(" \t}.") == 0)
            return true;
    }
    return false;
}

bool names(const Element& element, const std::string& variable) {
    if (const auto* scalar = element.scalar())
        return names_in_text(scalar->text, variable);
    if (const auto* list = element.sequence())
        return std::ranges::any_of(*list, [&](const Element& one) { return names(one, variable); });
    return std::ranges::any_of(*element.mapping(),
                               [&](const standard::Entry& one) { return names(one.value, variable); });
}

bool template_names(const Standard& standard, const Declaration& declaration, const std::string& variable) {
    const auto* type = resource::find_type(declaration.id.type);
    const auto source = std::ranges::find(*declaration.attributes, "source", &standard::Entry::key);
    if (type == nullptr || !type->schema().renders_source || source == declaration.attributes->end() ||
        source->value.scalar() == nullptr)
        return false;
    base::Diagnostics unsaid; // the catalog has read it
    const auto bytes =
        standard::read_standard_file(standard, source->value.scalar()->text, source->value.place, unsaid);
    return !bytes || names_in_text(*bytes, variable);
}

bool uses(const Standard& standard, const Reached& reached, const std::string& variable) {
    const auto uses_it = [&](const Declaration& declaration) {
        return names_in_text(declaration.id.title, variable) ||
               std::ranges::any_of(*declaration.attributes,
                                   [&](const standard::Entry& one) { return names(one.value, variable); }) ||
               template_names(standard, declaration, variable);
    };
    const auto overrides_with_it = [&](const Override& change) {
        return reached.holds(change) && std::ranges::any_of(*change.set, [&](const standard::Entry& one) {
                   return names(one.value, variable);
               });
    };
    return std::ranges::any_of(standard.overrides, overrides_with_it) ||
           std::ranges::any_of(standard.profiles, [&](const auto& profile) {
               return std::ranges::any_of(profile.second.declarations, [&](const Declaration& one) {
                   return reached.holds(one) && uses_it(one);
               });
           });
}

/// All that a standard says, and what of it reaches no host.
class Said {
public:
    Said(const Standard& standard, const Reached& reached) : standard_(standard), reached_(reached) {
        for (const auto& [name, profile] : standard.profiles) {
            for (const auto& declaration : profile.declarations)
                say(declaration, declaration.place);
            say(profile.vars);
        }
        for (const auto& change : standard.overrides)
            say(change, change.place);
        say(standard.vars);
    }

    /// What reaches no host and the other does not say.
    void list_new(const Said& other, std::set<std::string>& list) const {
        for (const auto& [words, title] : idle_)
            if (!other.all_.contains(words))
                list.insert(title);
        for (const auto& [words, variable] : variables_)
            if (!other.all_.contains(words) && !uses(standard_, reached_, variable) &&
                !uses(other.standard_, other.reached_, variable))
                list.insert("the variable " + variable);
    }

private:
    template <typename Saying>
    void say(const Saying& saying, const base::Place& place) {
        const auto words = words_of(standard_, saying);
        all_.insert(words);
        if (!reached_.holds(saying))
            idle_.emplace(words, fmt::format("{} ({})", title_of(saying), place_in(standard_, place)));
    }
    void say(const standard::Variables& variables) {
        for (const auto& [name, value] : variables) {
            const auto words = words_of(name, value);
            all_.insert(words);
            variables_.emplace(words, name);
        }
    }

    const Standard& standard_;
    const Reached& reached_;
    std::set<std::string> all_;
    Sayings idle_;
    Sayings variables_;
};

/// As it is called in the standard's folder.
std::string file_in(const Standard& standard, const base::Place& place) {
    if (!place.source)
        return {};
    const std::filesystem::path name(place.source->name);
    const auto relative = name.lexically_relative(standard.folder.lexically_normal());
    return (relative.empty() || *relative.begin() == ".." ? name : relative).generic_string();
}

} // namespace

Reached::Reached(const Standard& standard) {
    for (const auto& change : standard.overrides)
        waiting_.push_back({inventory::Pattern(change.pattern), &change});
}

void Reached::add(const resource::Desired& desired) {
    places_.emplace(desired.place.source.get(), desired.place.line, desired.place.column);
}

void Reached::add(const inventory::Host& host, const catalog::Catalog& catalog) {
    std::erase_if(waiting_, [&](const Waiting& one) {
        return one.pattern.matches(host) &&
               std::ranges::any_of(catalog.resources, [&](const catalog::Resource& resource) {
                   return resource.desired->id == one.change->resource;
               });
    });
}

bool Reached::holds(const Declaration& declaration) const {
    const auto& place = declaration.place;
    return places_.contains({place.source.get(), place.line, place.column});
}

bool Reached::holds(const Override& change) const {
    return std::ranges::find(waiting_, &change, &Waiting::change) == waiting_.end();
}

std::vector<std::string> unreached(const Standard& before, const Reached& by_before, const Standard& after,
                                   const Reached& by_after) {
    const Said was(before, by_before);
    const Said is(after, by_after);
    std::set<std::string> list;
    was.list_new(is, list);
    is.list_new(was, list);
    return {list.begin(), list.end()};
}

std::string place_in(const Standard& standard, const base::Place& place) {
    const auto file = file_in(standard, place);
    return place.line > 0 ? fmt::format("{}:{}", file, place.line) : file;
}

std::string main_file(const Standard& standard) {
    return file_in(standard, standard.layers.front().place); // of its own resources
}

bool in_same_file(const Standard& before, const base::Place& in_before, const Standard& after,
                  const base::Place& in_after) {
    const auto old_file = file_in(before, in_before);
    const auto new_file = file_in(after, in_after);
    return old_file == new_file || (old_file == main_file(before) && new_file == main_file(after));
}

} // namespace plumbline::proposal

#include "adoption/editing/written.hpp"

#include "base/error.hpp"
#include "resource/type.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <set>

namespace plumbline::adoption {
namespace {

using standard::Element;
using standard::Override;

bool same_place(const base::Place& left, const base::Place& right) {
    return left.source == right.source && left.line == right.line && left.column == right.column;
}

const Element* find_entry(const standard::Mapping& entries, const std::string& key) {
    const auto found = std::ranges::find(entries, key, &standard::Entry::key);
    return found == entries.end() ? nullptr : &found->value;
}

/// The variables that are named anywhere below.
void collect(const Element& element, std::set<std::string>& names) {
    static const RE2 variable("\\{\\{[{&]?\\s*([^}\\s]+)\\s*\\}\\}");
    if (const auto* scalar = element.scalar()) {
        re2::StringPiece rest(scalar->text);
        std::string name;
        while (RE2::FindAndConsume(&rest, variable, &name))
            names.insert(name);
    } else if (const auto* list = element.sequence()) {
        for (const auto& item : *list)
            collect(item, names);
    } else if (const auto* entries = element.mapping()) {
        for (const auto& entry : *entries)
            collect(entry.value, names);
    }
}

} // namespace

Written::Written(const standard::Standard& standard, const inventory::Host& host,
                 const resource::Desired& desired)
    : standard_(standard), host_(host), desired_(desired) {
    for (const auto& [name, profile] : standard.profiles)
        for (const auto& declaration : profile.declarations)
            if (same_place(declaration.place, desired.place) && declaration.id.type == desired.id.type &&
                (declaration_ == nullptr || declaration.id == desired.id)) {
                declaration_ = &declaration;
                profile_ = &profile;
            }
    if (declaration_ == nullptr)
        base::fail("{} is declared nowhere in the standard", desired.id.text());
    for (const auto& change : standard.overrides)
        if (change.resource == desired.id && inventory::Pattern(change.pattern).matches(host))
            overrides_.push_back(&change);
}

const Override* Written::override_of(const std::string& key) const {
    const Override* last = nullptr;
    for (const auto* change : overrides_)
        if (find_entry(*change->set, key) != nullptr)
            last = change;
    return last;
}

std::optional<std::size_t> Written::own_override_of(const std::string& key) const {
    const auto* found = override_of(key);
    if (found == nullptr || found->pattern != host_.name)
        return std::nullopt;
    return static_cast<std::size_t>(found - standard_.overrides.data());
}

const Element* Written::find(const std::string& key) const {
    const auto* change = override_of(key);
    return find_entry(change == nullptr ? *declaration_->attributes : *change->set, key);
}

const Element* Written::find(const std::vector<std::string>& path) const {
    const auto* found = find(path.front());
    for (std::size_t step = 1; step < path.size() && found != nullptr; ++step)
        found = found->find(path[step]);
    return found;
}

std::string Written::key_of(const Change& change) const {
    return change.kind == Change::Kind::content && find("source") != nullptr ? "source" : change.key();
}

bool Written::is_rendered() const {
    return resource::find_type(desired_.id.type)->schema().renders_source;
}

std::string Written::where_from(const std::string& variable) const {
    const auto first = variable.substr(0, variable.find('.'));
    if (host_.variables.contains(first))
        return fmt::format("the variable {}, which the inventory gives {}", variable, host_.name);
    for (const auto* variables : {&standard_.vars, &profile_->vars})
        if (const auto found = variables->find(first); found != variables->end())
            return fmt::format("the variable {} at {}", variable, found->second.place.file_and_line());
    return fmt::format("the variable {}", variable);
}

std::string Written::why_variable(const Change& change, const Element& words) const {
    std::set<std::string> names;
    collect(words, names);
    if (names.empty())
        return {};
    std::string from;
    for (const auto& name : names)
        from += (from.empty() ? "" : " and ") + where_from(name);
    return fmt::format("{} comes from {}, which other resources may name too", change.name(), from);
}

std::string Written::why_not_here(const Change& change) const {
    const auto key = key_of(change);
    const auto* words = key == "source" ? find(key) : find(change.path);
    if (const auto* over = override_of(key); over != nullptr && !own_override_of(key))
        return fmt::format("{} comes from the override at {}, which is for {}", change.name(),
                           over->place.file_and_line(), over->pattern);
    if (words == nullptr)
        return {};
    if (auto why = why_variable(change, *words); !why.empty())
        return why;
    if (key == "source" && is_rendered())
        return fmt::format("{} is made from the template {}, named at {}", change.name(),
                           words->scalar()->text, words->place.file_and_line());
    return {};
}

} // namespace plumbline::adoption

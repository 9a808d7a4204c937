#include "adoption/changes/rules.hpp"
#include "adoption/editing/edit.hpp"
#include "adoption/yaml/scalar.hpp"
#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::adoption {
namespace {

using yaml::Document;
using yaml::Spot;

struct Declared {
    Spot resource;                         ///< the whole mapping
    Spot title;                            ///< one text, or a list
    std::optional<std::size_t> index = {}; ///< in a list of several
};

bool says(const Spot& spot, const std::string& text) {
    return spot.element->scalar() != nullptr && spot.element->scalar()->text == text;
}

std::optional<Declared> declared_in(const Document& document, const Spot& resource,
                                    const standard::Identity& id) {
    const auto title = document.find(resource, id.type);
    if (!title)
        return std::nullopt;
    if (says(*title, id.title))
        return Declared{resource, *title};
    const auto titles = document.items(*title);
    const auto found = std::ranges::find_if(titles, [&](const Spot& one) { return says(one, id.title); });
    if (found == titles.end())
        return std::nullopt;
    const auto index = static_cast<std::size_t>(found - titles.begin());
    return Declared{resource, *title, titles.size() > 1 ? std::optional(index) : std::nullopt};
}

Declared find_declared(const Document& document, const standard::Identity& id) {
    if (const auto resources = document.find(document.root(), "resources"))
        for (const auto& resource : document.items(*resources))
            if (auto found = declared_in(document, resource, id))
                return *found;
    base::fail("{}: {} is not written there as a resource of its own: write it out", document.name(),
               id.text());
}

/// A mapping that a change is made in, and what a new entry of it comes after.
struct Place {
    Spot mapping;
    Spot after;
};

class InPlace {
public:
    InPlace(Tree& tree, const Written& written)
        : tree_(tree), written_(written), file_(tree.file_of(written.declaration().place)) {}

    void make(const Change& change) {
        if (written_.key_of(change) == "source")
            return tree_.set(tree_.file_of_source(written_.find("source")->scalar()->text),
                             std::get<std::string>(change.value.value));
        const auto own = written_.own_override_of(change.key());
        if (!own)
            set_title_apart();
        const auto& file = own ? tree_.main_file() : file_;
        const Document document(file, tree_.text(file));
        const auto place = own ? in_override(document, *own) : in_declaration(document);
        tree_.set(file, change.kind == Change::Kind::removal ? without(document, place, change)
                                                             : with(document, place, change));
    }

    void declare(const standard::Identity& id) {
        set_title_apart();
        const Document document(file_, tree_.text(file_));
        const auto found = find_declared(document, written_.declaration().id);
        if (found.resource.around.in_flow)
            base::fail("{}: this resource stands within brackets: write it out on lines of its own first",
                       document.place(found.resource));
        const auto title = yaml::write_scalar(id.title, {});
        tree_.set(file_, with_lines(document, found.resource,
                                    fmt::format("{}- {}: {}", std::string(found.resource.around.column, ' '),
                                                id.type, title)));
    }

    std::vector<std::string> notes;

private:
    /// A list of titles is one declaration for all of them.
    void set_title_apart() {
        const Document document(file_, tree_.text(file_));
        const auto found = find_declared(document, written_.declaration().id);
        if (!found.index)
            return;
        tree_.set(file_, with_title_apart(document, found.resource, found.title, *found.index));
        notes.emplace_back("it had other titles beside it, and is a declaration of its own now");
    }

    [[nodiscard]] Place in_declaration(const Document& document) const {
        const auto found = find_declared(document, written_.declaration().id);
        return {found.resource, found.title};
    }

    static Place in_override(const Document& document, std::size_t index) {
        const auto overrides = document.find(document.root(), "override");
        const auto all = overrides ? document.items(*overrides) : std::vector<Spot>{};
        const auto set = index < all.size() ? document.find(all[index], "set") : std::nullopt;
        if (!set || document.entries(*set).empty())
            base::fail("{}: the override is not written there on lines of its own: write it out",
                       document.name());
        return {*set, document.entries(*set).back()};
    }

    std::string with(const Document& document, Place place, const Change& change) {
        for (std::size_t step = 0; step < change.path.size(); ++step) {
            const auto inner = document.find(place.mapping, change.path[step]);
            if (!inner)
                return with_entry(
                    document, place.mapping, place.after,
                    {change.path.begin() + static_cast<std::ptrdiff_t>(step), change.path.end()},
                    change.value);
            const auto entries = document.entries(*inner);
            place = {*inner, entries.empty() ? *inner : entries.back()};
        }
        const auto fitting = fitted(*place.mapping.element, change);
        if (!fitting.words.empty())
            notes.push_back(fmt::format("{}: {}", change.name(), fitting.words));
        return with_value(document, *document.find(place.mapping, fitting.below), fitting.value);
    }

    /// An entry, or the mapping that would be left empty.
    static std::string without(const Document& document, const Place& place, const Change& change) {
        if (!document.find(place.mapping, change.path))
            return document.text();
        std::vector<std::string> above(change.path.begin(), change.path.end() - 1);
        const auto parent = *document.find(place.mapping, above);
        if (!above.empty() && document.entries(parent).size() == 1)
            return without_entry(document, place.mapping, above.front());
        return without_entry(document, parent, change.path.back());
    }

    Tree& tree_;
    const Written& written_;
    std::string file_;
};

} // namespace

std::vector<std::string> edit_in_place(Tree& tree, const Written& written, const Wanted& wanted) {
    InPlace edit(tree, written);
    for (const auto& change : wanted.changes)
        edit.make(change);
    for (const auto& id : wanted.undeclared)
        edit.declare(id);
    return std::move(edit.notes);
}

} // namespace plumbline::adoption

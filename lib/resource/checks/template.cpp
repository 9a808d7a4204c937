#include "resource/checks/template.hpp"

#include "base/nearest.hpp"
#include "facts/names.hpp"
#include "resource/rendering.hpp"
#include "resource/type.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource {
namespace {

using base::Diagnostics;
using templates::Template;
using templates::Use;

constexpr std::string_view vars_prefix = "vars.";

bool is_fact(std::string_view name) {
    return std::ranges::find(facts::names, name) != facts::names.end();
}

std::optional<Template> parse(const checks::TemplateSource& source, Diagnostics& diagnostics) {
    return Template::parse(std::make_shared<const base::Source>(base::Source{source.path, source.bytes}),
                           diagnostics);
}

const standard::Element* find(const standard::Declaration& declaration, std::string_view key) {
    const auto found = std::ranges::find(*declaration.attributes, key, &standard::Entry::key);
    return found == declaration.attributes->end() ? nullptr : &found->value;
}

/// The template of a declaration, when its type renders one and nothing of its path varies.
std::optional<checks::TemplateSource> source_of(const standard::Declaration& declaration,
                                                const ReadSource& read_source) {
    const auto* type = find_type(declaration.id.type);
    const auto* path = find(declaration, "source");
    if (type == nullptr || !type->schema().renders_source || path == nullptr || path->scalar() == nullptr ||
        path->scalar()->text.find("{{") != std::string::npos)
        return std::nullopt;
    auto bytes = read_source(path->scalar()->text, path->place);
    if (!bytes)
        return std::nullopt;
    return checks::TemplateSource{path->scalar()->text, *std::move(bytes)};
}

/// Finds the value of each name, and says which have none or one that doesn't suit.
class Resolver {
public:
    Resolver(const Desired& desired, const base::Values& variables, Diagnostics& diagnostics)
        : desired_(desired), variables_(variables), diagnostics_(diagnostics) {}

    void resolve(const Use& use) {
        if (use.form == Use::Form::item)
            return check_item(use);
        if (auto value = value_of(use.name))
            values_.insert_or_assign(use.name, *std::move(value));
        else if (is_fact(use.name))
            needs_facts_ = true;
        else
            return complain_undefined(use);
        if (use.form == Use::Form::value && is_list(use.name))
            diagnostics_.error(use.place,
                               fmt::format("'{}' is a list and can't stand within a text", use.name),
                               fmt::format("write {{{{#{0}}}}}{{{{.}}}}{{{{/{0}}}}}", use.name));
    }

    [[nodiscard]] bool needs_facts() const { return needs_facts_; }
    [[nodiscard]] const base::Values& values() const { return values_; }

private:
    /// The resource's own `vars`, then facts, then variables.
    [[nodiscard]] std::optional<base::Value> value_of(const std::string& name) const {
        const auto own = desired_.attributes.find(std::string(vars_prefix) + name);
        if (own != desired_.attributes.end())
            return std::get<Exactly>(own->second.rule).value;
        return is_fact(name) ? std::nullopt : value_of_variable(variables_, name);
    }

    [[nodiscard]] bool is_list(const std::string& name) const {
        const auto value = values_.find(name);
        return value == values_.end() ? kind_of_fact(name) == Kind::list
                                      : std::holds_alternative<base::List>(value->second);
    }

    /// A section stands before what is in it, so its value is known.
    void check_item(const Use& use) {
        const bool is_known = values_.contains(use.name) || is_fact(use.name);
        if (use.name.empty() || (is_known && !is_list(use.name)))
            diagnostics_.error(use.place, "{{.}} stands in no section of a list",
                               "it is the entry of a list: {{#names}}{{.}}{{/names}}");
    }

    void complain_undefined(const Use& use) {
        std::vector<std::string> known(facts::names.begin(), facts::names.end());
        for (const auto& variable : variables_)
            known.push_back(variable.first);
        for (const auto& attribute : desired_.attributes)
            if (attribute.first.starts_with(vars_prefix))
                known.push_back(attribute.first.substr(vars_prefix.size()));
        const auto near = base::nearest(use.name, known);
        diagnostics_.error(use.place, fmt::format("the variable '{}' is not defined", use.name),
                           near ? fmt::format("did you mean '{}'?", *near)
                                : "define it in the resource's vars, the profile, the standard or the "
                                  "inventory");
    }

    const Desired& desired_;
    const base::Values& variables_;
    Diagnostics& diagnostics_;
    base::Values values_;
    bool needs_facts_ = false;
};

} // namespace

void checks::check_template(const TemplateSource& source, const base::Values& variables, Desired& desired,
                            Diagnostics& diagnostics) {
    const auto errors = diagnostics.errors();
    auto text = parse(source, diagnostics);
    if (!text)
        return;
    Resolver resolver(desired, variables, diagnostics);
    for (const auto& use : text->uses())
        resolver.resolve(use);
    if (diagnostics.errors() > errors)
        return;
    if (!resolver.needs_facts())
        return set_content(desired, "content", text->render(resolver.values()));
    desired.attributes.insert_or_assign("content", Matcher{Exactly{"rendered from " + source.path}});
    desired.rendering = std::make_shared<const Rendering>(Rendering{*std::move(text), resolver.values()});
}

bool varies(const standard::Declaration& declaration, const ReadSource& read_source) {
    if (has_variables(declaration))
        return true;
    const auto source = source_of(declaration, read_source);
    Diagnostics unsaid;
    const auto text = source ? parse(*source, unsaid) : std::nullopt;
    if (!text)
        return false;
    const auto* vars = find(declaration, "vars");
    const auto is_own = [&](const std::string& name) {
        return vars != nullptr && vars->mapping() != nullptr &&
               std::ranges::find(*vars->mapping(), name, &standard::Entry::key) != vars->mapping()->end();
    };
    return std::ranges::any_of(text->names(),
                               [&](const std::string& name) { return !is_fact(name) && !is_own(name); });
}

bool has_sound_template(const standard::Declaration& declaration, const ReadSource& read_source,
                        Diagnostics& diagnostics) {
    const auto errors = diagnostics.errors();
    if (const auto source = source_of(declaration, read_source))
        static_cast<void>(parse(*source, diagnostics));
    return diagnostics.errors() == errors;
}

} // namespace plumbline::resource

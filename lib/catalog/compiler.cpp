#include "base/error.hpp"
#include "base/nearest.hpp"
#include "catalog/coherence.hpp"
#include "catalog/prepared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace plumbline::catalog {
namespace {

using base::Diagnostics;
using standard::Declaration;
using standard::Identity;

/// One declaration, checked once if no variable stands in it.
struct Prepared {
    const Declaration* declaration = nullptr;
    std::shared_ptr<const resource::Desired> fixed;
    bool varies = false;
    bool is_broken = false; ///< which has been said

    [[nodiscard]] bool title_varies() const { return declaration->id.title.find("{{") != std::string::npos; }
};

/// A profile made ready: its declarations, and its variables with the standard's above them.
struct Role {
    std::vector<Prepared> declarations;
    base::Values variables;
};

/// One declaration of a plan; `fixed` is the same for every host of the plan, or null when each has its own.
struct Step {
    const Prepared* prepared = nullptr;
    const Role* role = nullptr;
    std::shared_ptr<const resource::Desired> fixed;
};

/// What all hosts share that are in the same layers and have the same overrides.
struct Plan {
    std::vector<Step> steps;
    Overrides overrides;
    bool varies = false;
    bool is_broken = false;          ///< some declaration is, which has been said
    std::vector<Resource> resources; ///< when nothing varies: the whole catalog
    std::shared_ptr<const probe::Queries> questions;
    Diagnostics complaints;
};

bool same_place(const base::Place& left, const base::Place& right) {
    return left.source == right.source && left.line == right.line && left.column == right.column;
}

Overrides overrides_of(const Identity& id, const Overrides& all) {
    Overrides chosen;
    std::copy_if(all.begin(), all.end(), std::back_inserter(chosen),
                 [&](const standard::Override* change) { return change->resource == id; });
    return chosen;
}

Resource resource_of(std::shared_ptr<const resource::Desired> desired) {
    const auto* type = resource::find_type(desired->id.type);
    return {std::move(desired), type};
}

std::optional<inventory::Pattern> read_pattern(const std::string& text, const base::Place& place,
                                               Diagnostics& diagnostics) {
    try {
        inventory::Pattern pattern(text);
        if (!pattern.counts())
            return pattern;
        diagnostics.error(place, fmt::format("the pattern '{}' counts hosts", text),
                          "a standard names hosts and groups: what it says must not depend on their order");
    } catch (const base::Error& error) {
        diagnostics.error(place, error.what());
    }
    return std::nullopt;
}

void keep_tagged(std::vector<Resource>& resources, const std::set<std::string>& tags) {
    const auto unwanted = [&](const Resource& resource) {
        const auto& own = resource.desired->tags;
        return std::none_of(own.begin(), own.end(),
                            [&](const std::string& tag) { return tags.contains(tag); });
    };
    if (!tags.empty())
        std::erase_if(resources, unwanted);
}

} // namespace

struct Compiler::Parts {
    Parts(const standard::Standard& compiled, Diagnostics& diagnostics)
        : standard(compiled), sources(compiled) {
        const auto common = values_of(standard.vars, diagnostics);
        for (const auto& [name, profile] : standard.profiles)
            roles.emplace(name, prepare(profile, common, diagnostics));
        for (const auto& layer : standard.layers)
            layer_patterns.push_back(read_pattern(layer.pattern, layer.place, diagnostics));
        for (const auto& change : standard.overrides) {
            override_patterns.push_back(read_pattern(change.pattern, change.place, diagnostics));
            check_use(change, diagnostics);
        }
    }

    Role prepare(const standard::Profile& profile, const base::Values& common, Diagnostics& diagnostics) {
        Role role{{}, common};
        for (auto& [name, value] : values_of(profile.vars, diagnostics))
            role.variables.try_emplace(name, std::move(value));
        for (const auto& declaration : profile.declarations) {
            Prepared prepared{&declaration, nullptr, sources.varies(declaration), false};
            if (!prepared.varies || resource::find_type(declaration.id.type) == nullptr) {
                prepared.fixed = settle({declaration, {}}, {}, sources, diagnostics);
                prepared.is_broken = prepared.fixed == nullptr;
            } else {
                prepared.is_broken =
                    !resource::has_sound_template(declaration, sources.reader(diagnostics), diagnostics);
            }
            role.declarations.push_back(std::move(prepared));
        }
        return role;
    }

    /// A warning for an override that can apply to no host, as far as titles are known without hosts.
    void check_use(const standard::Override& change, Diagnostics& diagnostics) const {
        std::vector<std::string> known;
        for (const auto& [name, role] : roles)
            for (const auto& prepared : role.declarations) {
                const auto& id = prepared.declaration->id;
                if (id == change.resource || (prepared.title_varies() && id.type == change.resource.type))
                    return;
                known.push_back(id.text());
            }
        const auto near = base::nearest(change.resource.text(), known);
        diagnostics.warning(
            change.place,
            fmt::format("the override of {} never applies: nothing declares it", change.resource.text()),
            near ? fmt::format("did you mean '{}'?", *near) : std::string());
    }

    /// One character for each layer and override: whether it is for this host.
    [[nodiscard]] std::string key(const inventory::Host& host) const {
        std::string bits;
        for (const auto* patterns : {&layer_patterns, &override_patterns})
            for (const auto& pattern : *patterns)
                bits += pattern && pattern->matches(host) ? '1' : '0';
        return bits;
    }

    const Plan& plan(const inventory::Host& host) {
        auto bits = key(host);
        if (const auto known = plans.find(bits); known != plans.end())
            return known->second;
        auto made = make_plan(bits);
        return plans.emplace(std::move(bits), std::move(made)).first->second;
    }

    Plan make_plan(const std::string& bits) {
        Plan plan;
        for (std::size_t i = 0; i < standard.overrides.size(); ++i)
            if (bits[standard.layers.size() + i] == '1')
                plan.overrides.push_back(&standard.overrides[i]);
        for (const auto* role : roles_of(bits))
            for (const auto& prepared : role->declarations)
                add_step(plan, prepared, *role);
        if (!plan.varies && !plan.is_broken && !plan.complaints.has_errors()) {
            plan.resources = assemble(plan, {}, plan.complaints);
            plan.questions = std::make_shared<const probe::Queries>(questions({{}, plan.resources}));
        }
        return plan;
    }

    /// The standard's own resources, then those of each layer's profiles, each profile once.
    [[nodiscard]] std::vector<const Role*> roles_of(const std::string& bits) const {
        std::vector<const Role*> chosen;
        const auto add = [&](const std::string& name) {
            const auto role = roles.find(name);
            if (role != roles.end() && std::find(chosen.begin(), chosen.end(), &role->second) == chosen.end())
                chosen.push_back(&role->second);
        };
        add("");
        for (std::size_t i = 0; i < standard.layers.size(); ++i)
            if (bits[i] == '1')
                std::for_each(standard.layers[i].profiles.begin(), standard.layers[i].profiles.end(), add);
        return chosen;
    }

    void add_step(Plan& plan, const Prepared& prepared, const Role& role) {
        const auto is_same = [&](const Step& step) {
            const auto& known = *step.prepared->declaration;
            return same_place(known.place, prepared.declaration->place) &&
                   known.id == prepared.declaration->id;
        };
        if (std::any_of(plan.steps.begin(), plan.steps.end(), is_same))
            return; // two profiles that include the same file declare it once
        Step step{&prepared, &role, prepared.fixed};
        const auto changes = overrides_of(prepared.declaration->id, plan.overrides);
        auto draft = apply_overrides(*prepared.declaration, changes);
        if (prepared.is_broken)
            plan.is_broken = true;
        else if (prepared.title_varies() || sources.varies(draft.declaration))
            step.fixed = nullptr;
        else if (!changes.empty() || !step.fixed)
            step.fixed = settle(draft, {}, sources, plan.complaints);
        plan.varies = plan.varies || !step.fixed;
        plan.steps.push_back(std::move(step));
    }

    /// The resources of one host, or of all hosts of a plan in which nothing varies.
    std::vector<Resource> assemble(const Plan& plan, const base::Values& host, Diagnostics& diagnostics) {
        std::map<const Role*, base::Values> variables;
        std::vector<Resource> resources;
        for (const auto& step : plan.steps) {
            auto desired = step.fixed;
            if (!desired) {
                const auto [values, is_new] = variables.try_emplace(step.role, host);
                if (is_new)
                    values->second.insert(step.role->variables.begin(), step.role->variables.end());
                desired = instantiate(step, plan.overrides, values->second, diagnostics);
            }
            if (desired)
                resources.push_back(resource_of(std::move(desired)));
        }
        check_coherence(resources, diagnostics);
        tell_of_each_other(resources);
        return resources;
    }

    /// The overrides of a title that varies are known only when it is filled in.
    std::shared_ptr<const resource::Desired> instantiate(const Step& step, const Overrides& overrides,
                                                         const base::Values& variables,
                                                         Diagnostics& diagnostics) {
        const auto& declaration = *step.prepared->declaration;
        auto draft = apply_overrides(declaration, overrides_of(declaration.id, overrides));
        auto desired = settle(draft, variables, sources, diagnostics);
        if (!desired || !step.prepared->title_varies())
            return desired;
        const auto changes = overrides_of(desired->id, overrides);
        return changes.empty()
                   ? desired
                   : settle(apply_overrides(declaration, changes), variables, sources, diagnostics);
    }

    /// Passes on what is wrong for a host. What is wrong for many alike names only the first, so that it is
    /// said once.
    void relay(const Diagnostics& own, const std::string& host, Diagnostics& diagnostics) {
        for (const auto& [gravity, place, message, hint] : own.all()) {
            const auto& first = first_hosts.try_emplace(place.text() + message, host).first->second;
            const auto where = fmt::format("{}{}for host {}", hint, hint.empty() ? "" : "; ", first);
            if (gravity == base::Gravity::error)
                diagnostics.error(place, message, where);
            else
                diagnostics.warning(place, message, where);
        }
    }

    const standard::Standard& standard;
    Sources sources;
    std::map<std::string, Role> roles;
    std::vector<std::optional<inventory::Pattern>> layer_patterns, override_patterns;
    std::unordered_map<std::string, Plan> plans;
    std::map<std::string, std::string> first_hosts; ///< by complaint
};

Compiler::Compiler(const standard::Standard& standard, Diagnostics& diagnostics)
    : parts_(std::make_unique<Parts>(standard, diagnostics)) {}

Compiler::~Compiler() = default;

std::optional<Catalog> Compiler::compile(const inventory::Host& host, const std::set<std::string>& tags,
                                         Diagnostics& diagnostics) {
    const auto& plan = parts_->plan(host);
    if (plan.is_broken)
        return std::nullopt;
    Diagnostics own = plan.complaints;
    Catalog catalog{host.name, plan.resources, tags.empty() ? plan.questions : nullptr};
    if (plan.varies && !own.has_errors())
        catalog.resources = parts_->assemble(plan, host.variables, own);
    parts_->relay(own, host.name, diagnostics);
    if (own.has_errors())
        return std::nullopt;
    keep_tagged(catalog.resources, tags);
    return catalog;
}

} // namespace plumbline::catalog

#include "catalog/use.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::catalog {
namespace {

using Hosts = std::vector<const inventory::Host*>;

/// The hosts that a pattern means; none is an error, at its place.
Hosts reached(const std::string& what, const std::string& text, const base::Place& place,
              const inventory::Inventory& inventory, base::Diagnostics& diagnostics) {
    const inventory::Pattern pattern(text);
    auto hosts = inventory::select(inventory, pattern);
    if (hosts.empty()) {
        const auto unmatched = inventory::unmatched(inventory, pattern);
        diagnostics.error(
            place,
            fmt::format("{} to '{}', which selects none of the {} hosts", what, text, inventory.hosts.size()),
            unmatched.empty() ? "give its groups hosts in the inventory, or mend 'to'"
                              : fmt::format("{}", fmt::join(unmatched, "; ")));
    }
    return hosts;
}

bool is_in(const Catalog& catalog, const standard::Identity& id) {
    return std::any_of(catalog.resources.begin(), catalog.resources.end(),
                       [&](const Resource& resource) { return resource.desired->id == id; });
}

/// Whether some declaration is, or may with its variables become, that resource. What nothing declares the
/// compiler has warned of.
bool is_declared(const standard::Identity& id, const standard::Standard& standard) {
    const auto may_be = [&](const standard::Declaration& declaration) {
        return declaration.id == id ||
               (declaration.id.type == id.type && declaration.id.title.find("{{") != std::string::npos);
    };
    return std::any_of(standard.profiles.begin(), standard.profiles.end(), [&](const auto& profile) {
        const auto& declarations = profile.second.declarations;
        return std::any_of(declarations.begin(), declarations.end(), may_be);
    });
}

void check_override(const standard::Override& change, const standard::Standard& standard,
                    const inventory::Inventory& inventory, Compiler& compiler,
                    base::Diagnostics& diagnostics) {
    const auto hosts = reached(fmt::format("the override of {} goes", change.resource.text()), change.pattern,
                               change.place, inventory, diagnostics);
    if (hosts.empty() || !is_declared(change.resource, standard))
        return;
    base::Diagnostics said_before;
    const bool changes_some = std::any_of(hosts.begin(), hosts.end(), [&](const inventory::Host* host) {
        const auto catalog = compiler.compile(*host, {}, said_before);
        return catalog && is_in(*catalog, change.resource);
    });
    if (!changes_some)
        diagnostics.error(change.place,
                          fmt::format("the override of {} changes nothing: it goes to '{}', and no profile "
                                      "gives the resource to any of these hosts",
                                      change.resource.text(), change.pattern),
                          "apply the profile that declares it to them, or name other hosts");
}

} // namespace

void check_use(const standard::Standard& standard, const inventory::Inventory& inventory, Compiler& compiler,
               base::Diagnostics& diagnostics) {
    for (const auto& layer : standard.layers)
        static_cast<void>(reached(fmt::format("the profiles {} are applied", fmt::join(layer.profiles, ", ")),
                                  layer.pattern, layer.place, inventory, diagnostics));
    for (const auto& change : standard.overrides)
        check_override(change, standard, inventory, compiler, diagnostics);
}

} // namespace plumbline::catalog

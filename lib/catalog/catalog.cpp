#include "catalog/catalog.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace plumbline::catalog {

std::vector<standard::Identity> Catalog::notified(const standard::Identity& id) const {
    std::vector<standard::Identity> reached;
    std::vector<standard::Identity> open{id};
    while (!open.empty()) {
        const auto next = std::move(open.back());
        open.pop_back();
        const auto from = std::find_if(resources.begin(), resources.end(), [&](const Resource& resource) {
            return resource.desired->id == next;
        });
        if (from == resources.end())
            continue;
        for (const auto& notified : from->desired->notify)
            if (notified != id && std::find(reached.begin(), reached.end(), notified) == reached.end()) {
                reached.push_back(notified);
                open.push_back(notified);
            }
    }
    return reached;
}

probe::Queries questions(const Catalog& catalog) {
    if (catalog.shared_questions)
        return *catalog.shared_questions;
    std::set<probe::Question> asked;
    const auto add = [&](probe::Queries queries) {
        for (auto& question : queries)
            asked.insert(std::move(question));
    };
    add(facts::queries());
    for (const auto& resource : catalog.resources)
        add(resource.type->queries(*resource.desired));
    return {asked.begin(), asked.end()};
}

Applies applies(const resource::Desired& desired, const facts::Facts& facts) {
    std::vector<std::string> mismatches, untold;
    for (const auto& [name, matcher] : desired.when) {
        const auto fact = facts.find(name);
        if (fact == facts.end())
            untold.push_back(fmt::format("the host could not tell {}", name));
        else if (!resource::holds(matcher, resource::kind_of_fact(name), fact->second,
                                  resource::VersionOrder::none))
            mismatches.push_back(fmt::format("{} is {}, wanted {}", name, base::to_text(fact->second),
                                             resource::to_text(matcher)));
    }
    if (!mismatches.empty())
        return {false, false, fmt::format("{}", fmt::join(mismatches, "; "))};
    if (!untold.empty())
        return {false, true, fmt::format("{}", fmt::join(untold, "; "))};
    return {};
}

} // namespace plumbline::catalog

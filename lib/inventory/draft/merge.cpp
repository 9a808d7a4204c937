#include "inventory/draft/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <tuple>

namespace plumbline::inventory {
namespace {

constexpr std::size_t most_merged = 4'000'000; ///< variables of all hosts together

void override_with(base::Values& values, const base::Values& stronger) {
    for (const auto& [name, value] : stronger)
        values[name] = value;
}

class Merger {
public:
    Merger(const Draft& draft, const std::vector<VariableFiles*>& files, base::Diagnostics& diagnostics)
        : draft_(draft), files_(files), diagnostics_(diagnostics) {}

    Inventory run() {
        for (std::size_t index = 0; index < draft_.groups().size(); ++index)
            add_group(GroupId{index});
        for (const auto& host : draft_.hosts())
            add_host(host);
        return std::move(inventory_);
    }

private:
    /// What hosts of the same groups share.
    struct Shared {
        std::set<std::string> groups;
        base::Values variables;
    };

    void add_group(GroupId id) {
        const auto& name = draft_.group(id).name;
        if (draft_.find_host(name))
            diagnostics_.warning({}, fmt::format("'{}' names a host and a group", name),
                                 "give one of them another name: patterns mean the host");
        inventory_.groups.insert(name);
        inventory_.group_order.push_back({name, hosts_of(id)});
    }

    /// Its own hosts, then those of its children, level by level.
    std::vector<std::string> hosts_of(GroupId id) const {
        std::vector<std::string> names;
        std::set<HostId> seen;
        std::set<GroupId> known{id};
        for (std::deque<GroupId> next{id}; !next.empty(); next.pop_front()) {
            for (const auto host : draft_.group(next.front()).hosts)
                if (seen.insert(host).second)
                    names.push_back(draft_.host(host).name);
            for (const auto child : draft_.group(next.front()).children)
                if (known.insert(child).second)
                    next.push_back(child);
        }
        return names;
    }

    void add_host(const DraftHost& host) {
        const auto& shared = shared_by(host.groups);
        merged_ += shared.variables.size();
        if (merged_ > most_merged) {
            if (merged_ - shared.variables.size() <= most_merged)
                diagnostics_.error(
                    {}, fmt::format("the hosts have more than {} variables together", most_merged));
            return;
        }
        Host merged{host.name, shared.groups, shared.variables};
        override_with(merged.variables, host.variables);
        for (auto* folder : files_)
            override_with(merged.variables, folder->of_host(host.name));
        inventory_.host_order.push_back(host.name);
        inventory_.hosts.emplace(host.name, std::move(merged));
    }

    const Shared& shared_by(const std::vector<GroupId>& own) {
        const auto [found, is_new] = shared_.try_emplace(std::set<GroupId>(own.begin(), own.end()));
        if (is_new)
            found->second = merge_groups(own);
        return found->second;
    }

    Shared merge_groups(const std::vector<GroupId>& own) {
        std::set<GroupId> groups{Draft::all};
        for (const auto group : own)
            add_with_parents(group, groups);
        Shared shared;
        for (const auto group : groups)
            shared.groups.insert(draft_.group(group).name);
        groups.erase(Draft::all);
        const auto sorted = in_precedence(groups);
        override_with(shared.variables, draft_.group(Draft::all).variables);
        for (const auto group : sorted)
            override_with(shared.variables, draft_.group(group).variables);
        override_with_files(shared.variables, {Draft::all});
        override_with_files(shared.variables, sorted);
        return shared;
    }

    void add_with_parents(GroupId group, std::set<GroupId>& groups) const {
        if (!groups.insert(group).second)
            return;
        for (const auto parent : draft_.group(group).parents)
            add_with_parents(parent, groups);
    }

    [[nodiscard]] std::vector<GroupId> in_precedence(const std::set<GroupId>& groups) const {
        std::vector<GroupId> sorted(groups.begin(), groups.end());
        const auto rank = [&](GroupId id) {
            return std::tuple(draft_.depths()[id.index], draft_.group(id).priority,
                              std::string_view(draft_.group(id).name));
        };
        std::sort(sorted.begin(), sorted.end(),
                  [&](GroupId left, GroupId right) { return rank(left) < rank(right); });
        return sorted;
    }

    void override_with_files(base::Values& variables, const std::vector<GroupId>& groups) {
        for (auto* folder : files_)
            for (const auto group : groups)
                override_with(variables, folder->of_group(draft_.group(group).name));
    }

    const Draft& draft_;
    const std::vector<VariableFiles*>& files_;
    base::Diagnostics& diagnostics_;
    Inventory inventory_;
    std::map<std::set<GroupId>, Shared> shared_;
    std::size_t merged_ = 0;
};

} // namespace

Inventory merge(const Draft& draft, const std::vector<VariableFiles*>& files,
                base::Diagnostics& diagnostics) {
    return Merger(draft, files, diagnostics).run();
}

} // namespace plumbline::inventory

#include "inventory/draft/draft.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace plumbline::inventory {

Draft::Draft(base::Diagnostics& diagnostics) : diagnostics_(diagnostics) {
    for (const auto* name : {"all", "ungrouped"})
        add_group(name, {});
    add_child(all, ungrouped, {});
}

std::optional<GroupId> Draft::find_group(const std::string& name) const {
    const auto found = group_names_.find(name);
    return found == group_names_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<HostId> Draft::find_host(const std::string& name) const {
    const auto found = host_names_.find(name);
    return found == host_names_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<GroupId> Draft::add_group(const std::string& name, const base::Place& place) {
    if (const auto known = find_group(name))
        return known;
    if (const auto problem = name_problem(name); !problem.empty()) {
        diagnostics_.error(place, "group: " + problem);
        return std::nullopt;
    }
    if (groups_.size() == most_groups) {
        diagnostics_.error(place, fmt::format("an inventory has at most {} groups", most_groups));
        return std::nullopt;
    }
    const GroupId id{groups_.size()};
    groups_.push_back({});
    groups_.back().name = name;
    group_names_.emplace(name, id);
    return id;
}

std::optional<HostId> Draft::add_host(const std::string& name, GroupId group, std::optional<Port> port,
                                      const base::Place& place) {
    auto id = find_host(name);
    if (!id) {
        if (const auto problem = name_problem(name); !problem.empty()) {
            diagnostics_.error(place, "host: " + problem);
            return std::nullopt;
        }
        if (hosts_.size() == most_hosts) {
            diagnostics_.error(place, fmt::format("an inventory has at most {} hosts", most_hosts));
            return std::nullopt;
        }
        id = HostId{hosts_.size()};
        hosts_.push_back({name, {}, {}});
        host_names_.emplace(name, *id);
        if (port)
            set_variable(*id, "ansible_port", std::to_string(*port));
    }
    join(*id, group);
    return id;
}

void Draft::join(HostId host, GroupId group) {
    if (!members_.emplace(group, host).second)
        return;
    groups_[group.index].hosts.push_back(host);
    hosts_[host.index].groups.push_back(group);
}

void Draft::add_child(GroupId parent, GroupId child, const base::Place& place) {
    if (!edges_.emplace(std::pair(parent, child), place).second)
        return;
    groups_[parent.index].children.push_back(child);
    groups_[child.index].parents.push_back(parent);
}

void Draft::set_variable(GroupId group, const std::string& name, base::Value value,
                         const base::Place& place) {
    auto& changed = groups_[group.index];
    if (name != "ansible_group_priority") {
        changed.variables[name] = std::move(value);
        return;
    }
    const auto text = base::to_text(value);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), changed.priority);
    if (error != std::errc() || end != text.data() + text.size())
        diagnostics_.error(place, fmt::format("ansible_group_priority is a whole number, found '{}'", text));
}

void Draft::set_variable(HostId host, const std::string& name, base::Value value) {
    hosts_[host.index].variables[name] = std::move(value);
}

bool Draft::settle() {
    for (std::size_t index = 1; index < groups_.size(); ++index)
        if (groups_[index].parents.empty())
            add_child(all, GroupId{index}, {});
    for (std::size_t index = 0; index < hosts_.size(); ++index)
        settle_host(HostId{index});
    std::erase_if(groups_[ungrouped.index].hosts, [&](HostId host) {
        return !members_.contains({ungrouped, host});
    });
    depths_.assign(groups_.size(), 0);
    std::vector<GroupId> chain;
    for (std::size_t index = 0; index < groups_.size(); ++index)
        if (depths_[index] == 0 && !visit(GroupId{index}, chain))
            return false;
    return true;
}

void Draft::settle_host(HostId id) {
    auto& own = hosts_[id.index].groups;
    if (std::all_of(own.begin(), own.end(), [](GroupId group) { return group == all || group == ungrouped; }))
        return join(id, ungrouped);
    if (members_.erase({ungrouped, id}) > 0)
        std::erase(own, ungrouped);
}

/// Deepens what lies below a group that has become deeper; `chain` is the way down to it.
bool Draft::visit(GroupId id, std::vector<GroupId>& chain) {
    if (std::find(chain.begin(), chain.end(), id) != chain.end()) {
        report_circle(chain, id);
        return false;
    }
    if (chain.size() == deepest_group) {
        diagnostics_.error(
            edges_[{chain.back(), id}],
            fmt::format("groups are nested more than {} deep at '{}'", deepest_group, group(id).name));
        return false;
    }
    chain.push_back(id);
    for (const auto child : group(id).children) {
        auto& depth = depths_[child.index];
        const bool circles = std::find(chain.begin(), chain.end(), child) != chain.end();
        if (!circles && depth >= depths_[id.index] + 1)
            continue;
        depth = depths_[id.index] + 1;
        if (!visit(child, chain))
            return false;
    }
    chain.pop_back();
    return true;
}

void Draft::report_circle(const std::vector<GroupId>& chain, GroupId again) {
    std::vector<std::string> names;
    base::Place place;
    const auto first = std::find(chain.begin(), chain.end(), again);
    for (auto at = first; at != chain.end(); ++at) {
        names.push_back(group(*at).name);
        const auto& edge = edges_[{*at, at + 1 == chain.end() ? again : *(at + 1)}];
        if (edge.source)
            place = edge;
    }
    names.push_back(group(again).name);
    diagnostics_.error(place, fmt::format("groups are their own children: {}", fmt::join(names, " > ")),
                       "take one of these children away");
}

} // namespace plumbline::inventory

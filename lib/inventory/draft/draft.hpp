#pragma once

#include "base/diagnostic.hpp"
#include "base/value.hpp"
#include "inventory/text/names.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace plumbline::inventory {

/// What an inventory may hold; more is refused before it costs memory.
constexpr std::size_t most_hosts = 100'000;
constexpr std::size_t most_groups = 10'000;
constexpr std::size_t most_bytes = 8 << 20; ///< of one file, of one script's answer
constexpr std::size_t deepest_group = 64;

struct GroupId {
    std::size_t index = 0;
    auto operator<=>(const GroupId&) const = default;
};
struct HostId {
    std::size_t index = 0;
    auto operator<=>(const HostId&) const = default;
};

struct DraftGroup {
    std::string name;
    long priority = 1; ///< ansible_group_priority
    base::Values variables;
    std::vector<GroupId> children;
    std::vector<GroupId> parents;
    std::vector<HostId> hosts; ///< its own, not its children's
};

struct DraftHost {
    std::string name;
    base::Values variables;
    std::vector<GroupId> groups; ///< that name it themselves
};

/// The graph of groups and hosts while sources are read into it, one after the other. Names come in any
/// order; what is wrong goes to the diagnostics at the place where it stands.
class Draft {
public:
    static constexpr GroupId all{0};
    static constexpr GroupId ungrouped{1};

    explicit Draft(base::Diagnostics& diagnostics);

    /// The group of that name, made when there is none; nothing when the name is refused.
    std::optional<GroupId> add_group(const std::string& name, const base::Place& place);
    /// Likewise a host, as a member of the group. The port counts only for a host that is new, as in Ansible.
    std::optional<HostId> add_host(const std::string& name, GroupId group, std::optional<Port> port,
                                   const base::Place& place);
    void add_child(GroupId parent, GroupId child, const base::Place& place);

    void set_variable(GroupId group, const std::string& name, base::Value value, const base::Place& place);
    void set_variable(HostId host, const std::string& name, base::Value value);

    [[nodiscard]] std::optional<GroupId> find_group(const std::string& name) const;
    [[nodiscard]] std::optional<HostId> find_host(const std::string& name) const;
    [[nodiscard]] const DraftGroup& group(GroupId id) const { return groups_[id.index]; }
    [[nodiscard]] const DraftHost& host(HostId id) const { return hosts_[id.index]; }
    [[nodiscard]] const std::vector<DraftGroup>& groups() const { return groups_; }
    [[nodiscard]] const std::vector<DraftHost>& hosts() const { return hosts_; }

    /// Ansible's rules, once every source is read: a group without parents belongs to "all", a host without
    /// groups to "ungrouped", and no host of another group stays there. False when the groups go in circles
    /// or too deep.
    [[nodiscard]] bool settle();
    /// How many groups lie between a group and "all" on the longest way; after settle().
    [[nodiscard]] const std::vector<std::size_t>& depths() const { return depths_; }

private:
    void settle_host(HostId id); ///< but for the list of hosts of "ungrouped"
    bool visit(GroupId id, std::vector<GroupId>& chain);
    void report_circle(const std::vector<GroupId>& chain, GroupId again);
    void join(HostId host, GroupId group);

    base::Diagnostics& diagnostics_;
    std::vector<DraftGroup> groups_;
    std::vector<DraftHost> hosts_;
    std::unordered_map<std::string, GroupId> group_names_;
    std::unordered_map<std::string, HostId> host_names_;
    std::map<std::pair<GroupId, GroupId>, base::Place> edges_;
    std::set<std::pair<GroupId, HostId>> members_;
    std::vector<std::size_t> depths_; ///< 0: not visited yet, but for "all"
};

} // namespace plumbline::inventory

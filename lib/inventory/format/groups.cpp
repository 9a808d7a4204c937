#include "base/nearest.hpp"
#include "inventory/format/document.hpp"
#include "inventory/format/formats.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::inventory {
namespace {

using standard::Element;
using standard::Entry;

class GroupsReader {
public:
    GroupsReader(Draft& draft, base::Diagnostics& diagnostics) : draft_(draft), diagnostics_(diagnostics) {}

    std::optional<GroupId> read_group(const Entry& entry) {
        const auto group = draft_.add_group(entry.key, entry.key_place);
        if (!group || entry.value.is_null())
            return group;
        if (entry.value.mapping() == nullptr) {
            diagnostics_.error(entry.value.place,
                               fmt::format("expected hosts, children or vars of group '{}', found {}",
                                           entry.key, entry.value.kind()));
            return group;
        }
        for (const auto& part : *entry.value.mapping())
            read_part(*group, part);
        return group;
    }

private:
    void read_part(GroupId group, const Entry& part) {
        if (part.key != "hosts" && part.key != "children" && part.key != "vars")
            return diagnostics_.error(part.key_place, fmt::format("a group has no '{}'", part.key),
                                      base::suggestion(part.key, {"hosts", "children", "vars"}));
        if (part.key == "vars")
            return read_variables(group, part);
        if (const auto* members = part.value.mapping()) {
            for (const auto& member : *members)
                read_member(group, part, member);
        } else if (part.value.scalar() == nullptr) {
            refuse_form(group, part);
        } else if (!part.value.is_null()) { // one name alone stands for a mapping with it, as in Ansible
            read_member(group, part,
                        {part.value.scalar()->text,
                         part.value.place,
                         {part.value.place, standard::Scalar{"", true}}});
        }
    }

    void read_member(GroupId group, const Entry& part, const Entry& member) {
        if (part.key == "hosts")
            return read_host(group, member);
        if (const auto child = read_group(member))
            draft_.add_child(group, *child, member.key_place);
    }

    void read_variables(GroupId group, const Entry& part) {
        if (part.value.is_null())
            return;
        if (part.value.mapping() == nullptr)
            return refuse_form(group, part);
        for (const auto& [name, value] : read_values(part.value, diagnostics_))
            draft_.set_variable(group, name, value, part.value.place);
    }

    void refuse_form(GroupId group, const Entry& part) {
        diagnostics_.error(part.value.place,
                           fmt::format("'{}' of group '{}' is a mapping, found {}", part.key,
                                       draft_.group(group).name, part.value.kind()),
                           part.key == "vars" ? "write one NAME: VALUE a line" : "write one NAME: a line");
    }

    void read_host(GroupId group, const Entry& entry) {
        const auto room = most_hosts - std::min(most_hosts, draft_.hosts().size()) + 1;
        const auto expanded = expand_hosts(entry.key, room);
        if (!expanded.problem.empty())
            return diagnostics_.error(entry.key_place, expanded.problem);
        base::Values variables;
        if (entry.value.mapping() != nullptr)
            variables = read_values(entry.value, diagnostics_);
        else if (!entry.value.is_null())
            return diagnostics_.error(
                entry.value.place, fmt::format("expected the variables of host '{}' as a mapping, found {}",
                                               entry.key, entry.value.kind()));
        for (const auto& name : expanded.names) {
            const auto host = draft_.add_host(name, group, expanded.port, entry.key_place);
            if (!host)
                return;
            for (const auto& [variable, value] : variables)
                draft_.set_variable(*host, variable, value);
        }
    }

    Draft& draft_;
    base::Diagnostics& diagnostics_;
};

} // namespace

void read_groups(const Element& root, Draft& draft, base::Diagnostics& diagnostics) {
    if (root.is_null())
        return;
    if (root.mapping() == nullptr)
        return diagnostics.error(root.place,
                                 fmt::format("expected groups as a mapping, found {}", root.kind()),
                                 "begin with \"all:\" and \"hosts:\" below it");
    if (const auto* plugin = root.find("plugin"))
        return diagnostics.error(plugin->place,
                                 "this configures an inventory plugin, which plumbline does not run",
                                 "let Ansible run it: ansible-inventory -i THIS_FILE --list > hosts.json");
    GroupsReader reader(draft, diagnostics);
    for (const auto& entry : *root.mapping())
        reader.read_group(entry);
}

} // namespace plumbline::inventory

#include "inventory/format/document.hpp"
#include "inventory/format/formats.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::inventory {
namespace {

using standard::Element;
using standard::Entry;
using standard::Sequence;

bool is_list(const Element* element) {
    return element != nullptr && element->sequence() != nullptr;
}

class ListingReader {
public:
    ListingReader(Draft& draft, base::Diagnostics& diagnostics) : draft_(draft), diagnostics_(diagnostics) {}

    void read(const standard::Mapping& root, const AskHost& ask) {
        const Element* variables = nullptr;
        for (const auto& entry : root) {
            if (entry.key == "_meta")
                variables = entry.value.find("hostvars");
            else
                read_group(entry);
        }
        if (variables != nullptr)
            read_host_variables(*variables);
        else if (ask)
            ask_for_variables(ask);
    }

private:
    void read_group(const Entry& entry) {
        const auto group = draft_.add_group(entry.key, entry.key_place);
        if (!group)
            return;
        const auto* mapping = entry.value.mapping();
        if (mapping == nullptr)
            return read_hosts(*group, entry.value);
        const auto* hosts = entry.value.find("hosts");
        const auto* children = entry.value.find("children");
        const auto* variables = entry.value.find("vars");
        if (hosts == nullptr && children == nullptr && variables == nullptr) {
            add_host(*group, entry.key, entry.key_place); // the old short form: a host and its variables
            return set_variables(*group, entry.value);
        }
        if (hosts != nullptr)
            read_hosts(*group, *hosts);
        if (variables != nullptr)
            set_variables(*group, *variables);
        if (children != nullptr)
            read_children(*group, *children);
    }

    /// The texts of a list; anything else is refused.
    std::vector<std::string> texts_of(GroupId group, std::string_view what, const Element& element) {
        std::vector<std::string> texts;
        bool good = is_list(&element);
        for (const auto& member : good ? *element.sequence() : Sequence{}) {
            good = good && member.scalar() != nullptr && !member.scalar()->plain;
            if (good)
                texts.push_back(member.scalar()->text);
        }
        if (!good)
            diagnostics_.error(element.place,
                               fmt::format("expected the {} of group '{}' as a list of names, found {}", what,
                                           draft_.group(group).name,
                                           is_list(&element) ? "other values in it" : element.kind()));
        return texts;
    }

    void read_hosts(GroupId group, const Element& hosts) {
        for (const auto& name : texts_of(group, "hosts", hosts))
            add_host(group, name, hosts.place);
    }

    void add_host(GroupId group, const std::string& name, const base::Place& place) {
        const auto host = draft_.add_host(name, group, std::nullopt, place);
        if (host && seen_.insert(*host).second)
            order_.push_back(*host);
    }

    void read_children(GroupId group, const Element& children) {
        for (const auto& name : texts_of(group, "children", children))
            if (const auto child = draft_.add_group(name, children.place))
                draft_.add_child(group, *child, children.place);
    }

    void set_variables(GroupId group, const Element& variables) {
        if (variables.mapping() == nullptr)
            return diagnostics_.error(variables.place,
                                      fmt::format("expected the vars of group '{}' as a mapping, found {}",
                                                  draft_.group(group).name, variables.kind()));
        for (const auto& [name, value] : read_values(variables, diagnostics_))
            draft_.set_variable(group, name, value, variables.place);
    }

    void set_variables(HostId host, const Element& variables) {
        if (variables.mapping() == nullptr)
            return diagnostics_.error(
                variables.place, fmt::format("expected the variables of host '{}' as a mapping, found {}",
                                             draft_.host(host).name, variables.kind()));
        for (const auto& [name, value] : read_values(variables, diagnostics_))
            draft_.set_variable(host, name, value);
    }

    /// Hosts that stand in no group are none, as in Ansible.
    void read_host_variables(const Element& variables) {
        if (variables.mapping() == nullptr)
            return diagnostics_.error(
                variables.place,
                fmt::format("expected _meta.hostvars as a mapping, found {}", variables.kind()));
        for (const auto& entry : *variables.mapping()) {
            const auto host = draft_.find_host(entry.key);
            if (host && seen_.contains(*host))
                set_variables(*host, entry.value);
        }
    }

    void ask_for_variables(const AskHost& ask) {
        for (const auto host : order_) {
            const auto variables = ask(draft_.host(host).name);
            if (!variables)
                return;
            if (!variables->is_null())
                set_variables(host, *variables);
        }
    }

    Draft& draft_;
    base::Diagnostics& diagnostics_;
    std::set<HostId> seen_;
    std::vector<HostId> order_;
};

} // namespace

bool is_listing(const Element& root) {
    if (root.mapping() == nullptr)
        return false;
    return std::any_of(root.mapping()->begin(), root.mapping()->end(), [](const Entry& entry) {
        return entry.key == "_meta" || is_list(&entry.value) || is_list(entry.value.find("hosts")) ||
               is_list(entry.value.find("children"));
    });
}

void read_listing(const Element& root, const AskHost& ask, Draft& draft, base::Diagnostics& diagnostics) {
    if (root.mapping() == nullptr)
        return diagnostics.error(root.place,
                                 fmt::format("expected groups as a mapping, found {}", root.kind()));
    ListingReader(draft, diagnostics).read(*root.mapping(), ask);
}

} // namespace plumbline::inventory

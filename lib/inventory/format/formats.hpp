#pragma once

#include "base/diagnostic.hpp"
#include "inventory/draft/draft.hpp"
#include "standard/element.hpp"

#include <functional>
#include <optional>
#include <string>

namespace plumbline::inventory {

/// Ansible's INI: [group], [group:children], [group:vars], hosts with inline variables.
void read_ini(const base::SourcePtr& source, Draft& draft, base::Diagnostics& diagnostics);

/// Ansible's YAML: groups as mappings of hosts, children and vars.
void read_groups(const standard::Element& root, Draft& draft, base::Diagnostics& diagnostics);

/// What a script says to --host NAME; nothing when it failed, which is already said.
using AskHost = std::function<std::optional<standard::Element>(const std::string& name)>;

/// What `--list` prints: groups with lists of hosts and children, and `_meta` with the hosts' variables.
/// Without _meta each host is asked for, if there is someone to ask.
void read_listing(const standard::Element& root, const AskHost& ask, Draft& draft,
                  base::Diagnostics& diagnostics);
/// Whether this is what `--list` prints rather than read_groups' form.
[[nodiscard]] bool is_listing(const standard::Element& root);

} // namespace plumbline::inventory

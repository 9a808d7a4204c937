#pragma once

#include "inventory/draft/draft.hpp"
#include "inventory/draft/variable_files.hpp"
#include "inventory/inventory.hpp"

#include <vector>

namespace plumbline::inventory {

/// The inventory of a settled draft: each host with all its groups and its variables. Weakest first: what
/// sources say of "all", then of other groups by depth, ansible_group_priority and name; the files of "all",
/// then those of groups, source by source; what sources say of the host, then its files.
[[nodiscard]] Inventory merge(const Draft& draft, const std::vector<VariableFiles*>& files,
                              base::Diagnostics& diagnostics);

} // namespace plumbline::inventory

#pragma once

#include "base/diagnostic.hpp"
#include "catalog/catalog.hpp"
#include "inventory/inventory.hpp"
#include "standard/standard.hpp"

namespace plumbline::catalog {

/// What of a standard reaches no host of the whole inventory is an error: a layer whose pattern selects
/// nobody, an override that selects nobody or whose hosts don't have the resource. The catalogs must compile.
void check_use(const standard::Standard& standard, const inventory::Inventory& inventory, Compiler& compiler,
               base::Diagnostics& diagnostics);

} // namespace plumbline::catalog

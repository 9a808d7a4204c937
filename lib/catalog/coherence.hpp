#pragma once

#include "base/diagnostic.hpp"
#include "catalog/catalog.hpp"

#include <vector>

namespace plumbline::catalog {

/// What must be right between the resources of one host: no identity twice, `requires` and `notify` lead to
/// resources of the same host, and their order is no circle.
void check_coherence(const std::vector<Resource>& resources, base::Diagnostics& diagnostics);

/// Gives each resource whose type wants to know it the titles of the other resources that are paths below its
/// own.
void tell_what_is_below(std::vector<Resource>& resources);

} // namespace plumbline::catalog

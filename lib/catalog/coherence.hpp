#pragma once

#include "base/diagnostic.hpp"
#include "catalog/catalog.hpp"

#include <vector>

namespace plumbline::catalog {

/// What must be right between the resources of one host: no identity twice, `requires` and `notify` lead to
/// resources of the same host, and their order is no circle.
void check_coherence(const std::vector<Resource>& resources, base::Diagnostics& diagnostics);

/// Gives each resource what its type's schema says that it must know of the host's other resources.
void tell_of_each_other(std::vector<Resource>& resources);

} // namespace plumbline::catalog

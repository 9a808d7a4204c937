#pragma once

#include "catalog/catalog.hpp"

#include <vector>

namespace plumbline::enforce {

/// Those of a catalog's resources that are named, in its order.
[[nodiscard]] catalog::Catalog part_of(const catalog::Catalog& catalog,
                                       const std::vector<standard::Identity>& ids);

} // namespace plumbline::enforce

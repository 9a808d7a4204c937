#include "enforce/host/part.hpp"

#include <algorithm>

namespace plumbline::enforce {

catalog::Catalog part_of(const catalog::Catalog& catalog, const std::vector<standard::Identity>& ids) {
    catalog::Catalog part{.host = catalog.host, .resources = {}};
    for (const auto& resource : catalog.resources)
        if (std::ranges::find(ids, resource.desired->id) != ids.end())
            part.resources.push_back(resource);
    return part;
}

} // namespace plumbline::enforce

#include "adoption/proof/catalogs.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace plumbline::adoption {

Catalogs::Catalogs(const standard::Standard& standard) {
    base::Diagnostics diagnostics;
    compiler_ = std::make_unique<catalog::Compiler>(standard, diagnostics);
    if (diagnostics.has_errors())
        base::fail("{}", base::render(diagnostics));
}

catalog::Catalog Catalogs::of(const inventory::Host& host) {
    base::Diagnostics diagnostics;
    auto catalog = compiler_->compile(host, {}, diagnostics);
    if (!catalog)
        base::fail("{}", base::render(diagnostics));
    return std::move(*catalog);
}

const catalog::Resource* find(const catalog::Catalog& catalog, const standard::Identity& id) {
    const auto found = std::ranges::find_if(
        catalog.resources, [&](const catalog::Resource& one) { return one.desired->id == id; });
    return found == catalog.resources.end() ? nullptr : &*found;
}

} // namespace plumbline::adoption

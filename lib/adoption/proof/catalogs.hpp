#pragma once

#include "catalog/catalog.hpp"
#include "inventory/inventory.hpp"
#include "standard/standard.hpp"

#include <memory>

namespace plumbline::adoption {

/// A standard, which must outlive it, compiled for hosts.
class Catalogs {
public:
    /// Throws base::Error with everything that is wrong for every host.
    explicit Catalogs(const standard::Standard& standard);
    /// Throws base::Error with what is wrong for this one.
    [[nodiscard]] catalog::Catalog of(const inventory::Host& host);

private:
    std::unique_ptr<catalog::Compiler> compiler_;
};

/// The resource in that catalog, or nullptr.
[[nodiscard]] const catalog::Resource* find(const catalog::Catalog& catalog, const standard::Identity& id);

} // namespace plumbline::adoption

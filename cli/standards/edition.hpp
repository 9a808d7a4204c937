#pragma once

#include "catalog/catalog.hpp"
#include "inventory/inventory.hpp"
#include "standards/origin.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::cli {

/// One of two standards that a command holds against each other, and what each host's catalog is made from.
class Edition {
public:
    /// What is wrong with it goes to `diagnostics`; after an error there, nothing else may be asked of it.
    Edition(Origin origin, base::Diagnostics& diagnostics);

    /// What is wrong with any host's catalog.
    void check_catalogs(const std::vector<const inventory::Host*>& hosts, base::Diagnostics& diagnostics);
    /// Of a host whose catalog has been checked.
    [[nodiscard]] catalog::Catalog catalog_of(const inventory::Host& host);

    [[nodiscard]] const standard::Standard& standard() const { return *standard_; }
    [[nodiscard]] const Origin& origin() const { return origin_; }
    /// "linux-baseline 2026.11".
    [[nodiscard]] std::string name() const;

private:
    Origin origin_;
    std::optional<standard::Standard> standard_;
    std::unique_ptr<catalog::Compiler> compiler_;
};

} // namespace plumbline::cli

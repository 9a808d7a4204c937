#pragma once

#include "catalog/catalog.hpp"
#include "history/reader.hpp"
#include "impact/impact.hpp"
#include "inventory/inventory.hpp"
#include "records/recorded.hpp"

namespace plumbline::cli {

/// What the history tells of a standard that is only proposed. To be used within one Database::snapshot().
class Outlook {
public:
    explicit Outlook(const Recorded& recorded);
    /// `current` is the catalog of the standard that audits go by.
    [[nodiscard]] impact::HostImpact impact_on(const catalog::Catalog& proposed,
                                               const catalog::Catalog& current) const;

private:
    history::Reader reader_;
    drift::Secrecy secrecy_;
};

} // namespace plumbline::cli

#pragma once

#include "inventory/inventory.hpp"
#include "standards/edition.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace plumbline::cli {

/// Two standards, the one that is and the one that may be, for the same hosts of the inventory.
struct Editions {
    inventory::Inventory inventory = {};
    std::vector<const inventory::Host*> hosts = {}; ///< in `inventory`, so editions stay where they are
    std::unique_ptr<Edition> from = {}, to = {};

    Editions() = default;
    Editions(const Editions&) = delete;
    Editions& operator=(const Editions&) = delete;
};

/// Where one of them is read from, in the workspace of the options.
using OriginIn = std::function<Origin(const Workspace& workspace)>;

/// What is wrong with either standard is said at once, each by its own files, as BadInput.
[[nodiscard]] std::unique_ptr<Editions> open_editions(const Options& options, const OriginIn& from,
                                                      const OriginIn& to);

} // namespace plumbline::cli

#pragma once

#include "catalog/catalog.hpp"
#include "impact/impact.hpp"
#include "inventory/inventory.hpp"
#include "proposal/comparing/profiles.hpp"
#include "proposal/comparing/unreached.hpp"
#include "proposal/proposal.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace plumbline::proposal {

/// Compares two standards (which must outlive it) host by host. What many hosts share is compared once.
class Comparison {
public:
    Comparison(const standard::Standard& before, const standard::Standard& after);

    /// The catalogs of one host under both; whether anything changes for it.
    bool add(const inventory::Host& host, const catalog::Catalog& before, const catalog::Catalog& after);
    /// What the history tells of the host that was added last.
    void add(const impact::HostImpact& impact);

    /// Once, after the last host.
    [[nodiscard]] Proposal finish();

private:
    using Declared = std::shared_ptr<const resource::Desired>;
    using Pair = std::pair<const resource::Desired*, const resource::Desired*>;
    /// How one declaration differs from the other; keeps both, so that no other comes to be at their place.
    struct Difference {
        Declared before, after;
        std::vector<Alteration> alterations;
        /// As which change it was counted last, and what that notifies: most hosts are alike.
        std::optional<std::size_t> change = {};
        std::vector<std::string> restarts = {};
    };
    using Index = std::unordered_map<std::string, Declared>;

    [[nodiscard]] static Index index_of(const catalog::Catalog& catalog);
    Difference& difference(const Declared& before, const Declared& after);
    void compare(const Declared& before, const Declared& after, const catalog::Catalog& catalog);
    void count_host(Difference& found, std::vector<std::string> restarts);
    std::size_t change_of(const Difference& found);
    void forget_own_of_host();
    void sort_changes();

    const standard::Standard& before_;
    const standard::Standard& after_;
    Reached reached_before_, reached_after_;
    ProfileReaches profiles_;
    Proposal proposal_;
    std::map<Pair, Difference> differences_;
    std::vector<Pair> new_pairs_;                     ///< since the host before
    std::map<std::string, std::size_t> known_;        ///< changes, by all that is the same for their hosts
    std::map<standard::Identity, std::size_t> order_; ///< in which resources were first met
    std::set<standard::Identity> moved_;
    std::string host_;                      ///< the last one
    std::vector<std::size_t> host_changes_; ///< its changes
};

} // namespace plumbline::proposal

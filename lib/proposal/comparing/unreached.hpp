#pragma once

#include "catalog/catalog.hpp"
#include "inventory/inventory.hpp"
#include "standard/standard.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace plumbline::proposal {

/// What of a standard some host has: declarations by their places, and overrides.
class Reached {
public:
    /// The patterns have been checked by the compiler.
    explicit Reached(const standard::Standard& standard);

    void add(const resource::Desired& desired);
    void add(const inventory::Host& host, const catalog::Catalog& catalog);

    [[nodiscard]] bool holds(const standard::Declaration& declaration) const;
    [[nodiscard]] bool holds(const standard::Override& change) const;

private:
    struct Waiting {
        inventory::Pattern pattern;
        const standard::Override* change;
    };
    std::set<std::tuple<const base::Source*, std::size_t, std::size_t>> places_;
    std::vector<Waiting> waiting_; ///< overrides that no host had yet
};

/// What one of the standards has, the other has not in the same words, and no host of either: declarations,
/// overrides, and variables that nothing uses that reaches a host. Each with its place, in order.
[[nodiscard]] std::vector<std::string> unreached(const standard::Standard& before, const Reached& by_before,
                                                 const standard::Standard& after, const Reached& by_after);

/// "profiles/base.yaml:12", as the file is called in the standard's folder.
[[nodiscard]] std::string place_in(const standard::Standard& standard, const base::Place& place);
/// The standard's first file: standard.yaml, or the one file that it was loaded from, whatever its name is.
[[nodiscard]] std::string main_file(const standard::Standard& standard);
/// Whether two places are in the same file of two standards, or each in the first.
[[nodiscard]] bool in_same_file(const standard::Standard& before, const base::Place& in_before,
                                const standard::Standard& after, const base::Place& in_after);

} // namespace plumbline::proposal

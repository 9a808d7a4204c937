#pragma once

#include "inventory/inventory.hpp"
#include "proposal/proposal.hpp"
#include "standard/standard.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace plumbline::proposal {

/// Which profiles a standard applies to a host.
class Layers {
public:
    /// The patterns have been checked by the compiler.
    explicit Layers(const standard::Standard& standard);
    [[nodiscard]] std::set<std::string> profiles_of(const inventory::Host& host) const;

private:
    struct Layer {
        inventory::Pattern pattern;
        std::vector<std::string> profiles;
    };
    std::vector<Layer> layers_;
};

/// Which hosts two standards apply their profiles to, as far as that differs.
class ProfileReaches {
public:
    ProfileReaches(const standard::Standard& before, const standard::Standard& after)
        : before_(before), after_(after) {}

    void add(const inventory::Host& host);
    /// By name.
    [[nodiscard]] std::vector<ProfileReach> all() const;

private:
    Layers before_, after_;
    std::map<std::string, ProfileReach> reaches_;
};

} // namespace plumbline::proposal

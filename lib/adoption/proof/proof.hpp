#pragma once

#include "adoption/adoption.hpp"
#include "adoption/proof/catalogs.hpp"

#include <set>
#include <string>
#include <vector>

namespace plumbline::adoption {

/// A drift whose edit is made.
struct Adopted {
    Drift drift;
    std::vector<standard::Identity> declared = {}; ///< what was declared for it
    std::vector<std::string> unsaid = {};          ///< what no edit said, should it still drift
};

/// A resource that the edit declares otherwise on hosts whose drifts are not adopted.
struct Elsewhere {
    standard::Identity resource;
    std::vector<std::string> hosts = {};
    std::vector<std::string> would_drift = {}; ///< those of them that are in sync now
    std::vector<std::string> would_be_right = {};
    std::vector<std::string> untold = {}; ///< those whose last audit does not tell it
};

/// What an edited standard was found to mean.
struct Proof {
    std::vector<Elsewhere> elsewhere;
    std::vector<std::string> notes; ///< how far it goes
};

/// Throws base::Error with every reason why the edited standard is not what was wished: a drift that would
/// stay, a resource that nobody meant, what can't be told.
[[nodiscard]] Proof prove(const Situation& situation, Catalogs& current, Catalogs& edited,
                          const std::vector<Adopted>& adopted);

} // namespace plumbline::adoption

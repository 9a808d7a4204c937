// impact: a standard that is only proposed × what was last seen of the hosts → what would drift, become right
// or be restarted. Knows catalogs and recorded observations; touches no host and no store.
#pragma once

#include "catalog/catalog.hpp"
#include "drift/finding.hpp"
#include "history/reader.hpp"

#include <string>
#include <vector>

namespace plumbline::impact {

/// What the proposed standard would mean for one resource of a host, where that differs from now.
enum class Effect {
    drifts,     ///< in sync (or undeclared) now, would drift
    rights,     ///< drifts now, would be in sync
    differs,    ///< drifts now and would, in another way
    unobserved, ///< can't be said: what it asks was never looked at
    gone        ///< is declared now and would not be
};

struct Consequence {
    Effect effect = Effect::drifts;
    drift::Finding finding; ///< under the proposed standard; for `gone` as last seen
};

struct HostImpact {
    std::string host;
    bool observed = false;                 ///< false: never audited, so nothing can be said
    base::Instant when;                    ///< of the last audit
    std::vector<Consequence> consequences; ///< in the order of the proposed standard
    std::size_t same = 0;                  ///< resources whose verdict stays
};

/// Pure.
[[nodiscard]] HostImpact impact_on(const catalog::Catalog& proposed,
                                   const history::Reader::LastSeen& last_seen, const drift::Secrecy& secrecy);

} // namespace plumbline::impact

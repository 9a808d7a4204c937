// impact: a standard that is only proposed × what was last seen of the hosts → what would drift, become right
// or be restarted. Knows catalogs and recorded observations; touches no host and no store.
#pragma once

#include "catalog/catalog.hpp"
#include "drift/finding.hpp"
#include "history/reader.hpp"
#include "report/report.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::impact {

/// What the proposed standard would mean for one resource of a host, where that differs from now.
enum class Effect {
    drifts,     ///< in sync (or undeclared) now, would drift
    differs,    ///< drifts now and would, in another way
    rights,     ///< drifts now, would be in sync
    gone,       ///< is declared now and would not be, or not for such a host
    unobserved, ///< can't be said: what it asks was never looked at
};
[[nodiscard]] std::string_view name(Effect effect);

struct Consequence {
    Effect effect = Effect::drifts;
    drift::Finding finding;                 ///< under the proposed standard; for `gone` as last seen
    std::optional<drift::Finding> now = {}; ///< as last seen; nothing where it was not declared
};

struct HostImpact {
    std::string host;
    std::optional<base::Instant> when = {}; ///< of the last audit; nothing: never audited, nothing is told
    std::vector<Consequence> consequences = {}; ///< in the order of the proposed standard, then what is gone
    std::size_t same = 0;                       ///< resources whose verdict stays

    [[nodiscard]] bool has(Effect effect) const;
    /// Whether all that the proposed standard asks of it could be told.
    [[nodiscard]] bool is_told() const;
    /// What putting right would restart that is not to be restarted now: "service:ssh".
    [[nodiscard]] std::set<std::string> restarts() const;
};

/// `current` is the catalog of the standard that audits go by: only where the last audit went by it is it
/// known what was asked then. No verdict rests on an observation that an audit under the proposed standard
/// would not have made. Pure.
[[nodiscard]] HostImpact impact_on(const catalog::Catalog& proposed, const catalog::Catalog& current,
                                   const history::Reader::LastSeen& last_seen, const drift::Secrecy& secrecy);

/// What a proposed standard would mean for a whole inventory; hosts by name.
struct Impact {
    std::string standard;        ///< the proposed one's name and version
    std::string standard_digest; ///< "sha256:…"
    std::string instead_of;      ///< the current one's name and version
    base::Instant asked;         ///< now: what the observations are as old as
    std::string origin = {};     ///< the proposed one as it was asked for: a path, or "main"
    std::string current_origin = {};
    std::vector<HostImpact> hosts = {};
};

/// For the exit status (product.md): something would drift that does not now, or in another way; something
/// can't be told.
struct Verdict {
    bool drift = false;
    bool untold = false;
};
[[nodiscard]] Verdict verdict(const Impact& impact);

/// Made for whoever decides about the change: the verdict in one line, then each consequence once with the
/// hosts that share it, what can't be told and how to find out, and how old the observations are.
[[nodiscard]] std::string as_text(const Impact& impact, const report::TextOptions& options);
/// Format plumbline.impact/1: the same impact, the same bytes.
[[nodiscard]] std::string as_json(const Impact& impact);
/// The JSON Schema of that format, as `plumbline schema --impact` prints it.
[[nodiscard]] std::string json_schema();

} // namespace plumbline::impact

// risk: what putting a drift right puts at stake, and how far one can go back on it. Pure: it sees findings
// alone, also those that a history tells again, and knows nothing of hosts, reports or plans.
#pragma once

#include "base/value.hpp"
#include "drift/finding.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::risk {

/// The least first. `restart`: something that runs is interrupted. `reboot`: it counts from the next boot on,
/// or decides whether there is one. `purge`: something that is there is removed. `connectivity`: the host
/// might no longer be reached, or nobody might log in or become root.
enum class Kind { restart, reboot, purge, connectivity };
inline constexpr std::array kinds{Kind::restart, Kind::reboot, Kind::purge, Kind::connectivity};
[[nodiscard]] std::string_view name(Kind kind);

/// Why a change is one of that kind.
struct Risk {
    Kind kind = Kind::restart;
    std::string reason;  ///< the program's own words: "decides who can log in by SSH"
    base::List concerns; ///< what it is said of, raw: paths, names, resources
    bool operator==(const Risk&) const = default;
};
/// "decides who can log in by SSH: /etc/ssh/sshd_config", raw; of many concerns the first.
[[nodiscard]] std::string words_of(const Risk& risk);

/// The worst first, each reason once.
using Risks = std::vector<Risk>;

/// Whether enforce would do anything about it at all.
[[nodiscard]] bool is_acted_on(const drift::Finding& finding);
/// What doing that would put at stake; none where nothing would be done, or nothing is at risk.
[[nodiscard]] Risks risks_of(const drift::Finding& finding);
/// Nothing where there is none.
[[nodiscard]] std::optional<Kind> worst_of(const Risks& risks);
/// The kinds among them, the worst first.
[[nodiscard]] std::vector<Kind> kinds_of(const Risks& risks);

} // namespace plumbline::risk

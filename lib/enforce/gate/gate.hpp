#pragma once

#include "approval/agreements/calendar.hpp"
#include "approval/signoff.hpp"
#include "base/clock.hpp"
#include "base/diagnostic.hpp"
#include "inventory/inventory.hpp"
#include "plan/plan.hpp"
#include "site/site.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace plumbline::enforce {

/// A rule that does not hold, so that nothing is applied.
struct Refusal {
    std::string rule;  ///< "signatures"
    std::string words; ///< one line, printable: what was expected, what was found, what to do
    bool operator==(const Refusal&) const = default;
};
using Refusals = std::vector<Refusal>;

/// What of a plan is to be applied.
struct Choice {
    std::optional<std::string> limit = {}; ///< a pattern of hosts; nothing: all of the plan
    base::List only = {};                  ///< resources, "file:/etc/motd", on each host; empty: all
    std::optional<std::size_t> max_changes = {};
};
/// The plan without what was not chosen, and without hosts on which nothing is done: what is applied. Its
/// digest is not the one that people signed. Throws base::Error for a limit that is no pattern.
[[nodiscard]] plan::Plan chosen_of(const plan::Plan& plan, const inventory::Inventory& inventory,
                                   const Choice& choice);
/// Whether it is what can be chosen of the plan: it has nothing that the plan has not.
[[nodiscard]] bool is_part_of(const plan::Plan& chosen, const plan::Plan& plan);
/// How many resources it changes, each on each host.
[[nodiscard]] std::size_t changes_of(const plan::Plan& plan);

/// What the site says of who may approve plans, and when.
struct Law {
    std::optional<approval::SignOffRules> approvers = {}; ///< nothing: nobody's signature counts
    std::optional<approval::Calendar> calendar = {};      ///< nothing: none is kept
};
/// Of no site there is none. What is wrong in form with the approvers, the people or the calendar goes
/// to `diagnostics`.
[[nodiscard]] Law law_of(const std::optional<site::Site>& site, base::Instant now,
                         base::Diagnostics& diagnostics);

/// By what a plan is judged, as it is now.
struct Situation {
    base::Instant now;
    std::string environment;          ///< the site's
    std::string standard_digest;      ///< of the standard as it was loaded now
    const approval::SignOff& signoff; ///< of that, as the site demands it (audit::Process)
    const Law& law;
    const inventory::Inventory& inventory;
    /// By host: where it is reached now, as plans say it ("10.0.0.5:22", "local").
    std::map<std::string, std::string> addresses = {};
};

/// The plan in that file, or why it is none that may be applied.
[[nodiscard]] std::variant<plan::PlanFile, Refusal> open_plan(const std::filesystem::path& path);

/// Every rule that does not hold of the plan in its file, before any connection; none: it may be applied,
/// once somebody at the controls agrees (refusals_of_consent).
[[nodiscard]] Refusals refusals_of(const plan::PlanFile& file, const Choice& choice,
                                   const Situation& situation);
/// What somebody types back on a terminal: "apply 12 changes on 3 hosts".
[[nodiscard]] std::string summary_of(const plan::Plan& chosen);
/// How somebody at the controls agrees: by the plan's digest, or by its summary.
struct Consent {
    std::optional<std::string> digest = {}; ///< as --approve has it
    std::optional<std::string> typed = {};  ///< what came back from the terminal
};
[[nodiscard]] Refusals refusals_of_consent(const Consent& consent, const plan::PlanFile& file,
                                           const plan::Plan& chosen);

} // namespace plumbline::enforce

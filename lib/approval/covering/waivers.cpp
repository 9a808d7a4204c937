#include "approval/covering/failures.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::approval {
namespace {

using Rule = Verdict::Rule;

std::string accepted_names(const Waiver& waiver) {
    std::vector<std::string> names;
    for (const auto& one : waiver.accepts)
        names.push_back(one.name());
    return fmt::format("{}", fmt::join(names, ", "));
}

/// What of the drift has just the values that were accepted; another value voids it as a whole.
std::set<std::size_t> covered(const Waiver& waiver, const DriftSeen& drift, Failures& failures) {
    std::set<std::size_t> covers;
    for (const auto index : drift.drifting)
        for (const auto& one : waiver.accepts) {
            const auto& compared = drift.finding.properties[index];
            const auto how = fit(one, compared, drift.finding.observed.version_order);
            if (how == Fit::holds)
                covers.insert(index);
            else if (how == Fit::other_value)
                failures.add(Rule::value, "is void: " + mismatch_text(one, compared, "accepted"));
            else if (how == Fit::hidden)
                failures.add(Rule::value, hidden_text(one));
        }
    return covers;
}

} // namespace

Verdict judge(const Waiver& waiver, const DriftSeen& drift) {
    Failures failures;
    if (!waiver.hosts.matches(drift.host))
        failures.add(Rule::hosts, other_hosts(waiver.hosts, drift.host));
    if (!waiver.lacking.empty())
        failures.add(Rule::counts, "does not count: " + waiver.lacking);
    if (drift.moment.now >= waiver.end)
        failures.add(Rule::end, fmt::format("ended at {}", base::to_rfc3339(waiver.end)));
    Failures of_values;
    auto covers = covered(waiver, drift, of_values);
    if (const auto mismatch = of_values.first(); mismatch.failed != Rule::none)
        failures.add(mismatch.failed, mismatch.words);
    else if (covers.empty())
        failures.add(Rule::properties,
                     fmt::format("accepts {}, and what drifts is {}", accepted_names(waiver),
                                 drift.names({drift.drifting.begin(), drift.drifting.end()})));
    return failures.verdict(std::move(covers));
}

} // namespace plumbline::approval

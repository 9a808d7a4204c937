#include "approval/covering/failures.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::approval {
namespace {

using drift::Cause;
using Rule = Verdict::Rule;

std::string property_name(const DriftSeen& drift, std::size_t index) {
    return drift.names({index});
}

/// Takes what the standard made of the drift; of what else moved it says so.
std::set<std::size_t> made_by_standard(const DriftSeen& drift, Failures& failures, bool may_be_others) {
    std::set<std::size_t> covers;
    std::optional<std::size_t> other;
    for (const auto index : drift.drifting)
        if (drift.cause_of(index) == Cause::standard_changed)
            covers.insert(index);
        else if (may_be_others || drift.cause_of(index) == Cause::both)
            other = other.value_or(index);
    if (covers.empty() && other)
        failures.add(Rule::cause,
                     fmt::format("covers what the standard changed, and {} drifts for another cause ({}); a "
                                 "change covers that with its property and value",
                                 property_name(drift, *other), name(drift.cause_of(*other))));
    return covers;
}

/// "sha256:0123456789ab…".
std::string shown_standard(const std::optional<std::string>& digest) {
    return digest ? shown(*digest) : "no other";
}

/// Judges one step of a change, beside what holds for the change as a whole.
class StepJudge {
public:
    StepJudge(const DriftSeen& drift, Failures failures) : drift_(drift), failures_(std::move(failures)) {}

    Verdict operator()(const StandardStep& step) {
        const auto& moment = drift_.moment;
        if (step.to != moment.standard)
            return {};
        const auto before = failures_.count();
        auto covers = made_by_standard(drift_, failures_, false);
        if (covers.empty() && failures_.count() == before)
            return {};
        if (step.from && step.from != moment.standard_before)
            failures_.add(Rule::properties,
                          fmt::format("is for the standard that follows {}, and the one before was {}",
                                      shown_standard(step.from), shown_standard(moment.standard_before)));
        return failures_.verdict(std::move(covers));
    }

    Verdict operator()(const ResourceStep& step) {
        if (step.resource != drift_.finding.desired->id)
            return {};
        if (!step.hosts.matches(drift_.host))
            failures_.add(Rule::hosts, other_hosts(step.hosts, drift_.host));
        auto covers = step.pinned ? changed_to(*step.pinned) : made_by_standard(drift_, failures_, true);
        return covers || !step.pinned ? failures_.verdict(std::move(*covers)) : Verdict{};
    }

private:
    /// What has the value that was approved; nothing where the property does not drift.
    std::optional<std::set<std::size_t>> changed_to(const Accepted& pinned) {
        std::optional<std::set<std::size_t>> covers;
        for (const auto index : drift_.drifting) {
            const auto& compared = drift_.finding.properties[index];
            const auto how = fit(pinned, compared, drift_.finding.observed.version_order);
            if (how == Fit::other_property)
                continue;
            covers = covers.value_or(std::set<std::size_t>{});
            if (how == Fit::holds)
                covers->insert(index);
            else
                failures_.add(Rule::value,
                              how == Fit::hidden
                                  ? hidden_text(pinned)
                                  : "does not hold: " + mismatch_text(pinned, compared, "approved"));
        }
        return covers;
    }

    const DriftSeen& drift_;
    Failures failures_;
};

/// Whether it drifted before the change began, whenever it was.
bool is_older(const DriftSeen& drift, const Change& change) {
    const auto& past = drift.finding.past;
    return past && past->evidence.window.before != base::Instant{} &&
           past->evidence.window.before < change.period.from;
}

/// What holds for all that a change covers.
Failures failures_of(const Change& change, const DriftSeen& drift) {
    Failures failures;
    if (!change.lacking.empty())
        failures.add(Rule::counts, "does not count: " + change.lacking);
    if (drift.moment.now < change.period.from)
        failures.add(Rule::begin, fmt::format("begins at {}", base::to_rfc3339(change.period.from)));
    if (drift.moment.now >= change.period.until)
        failures.add(Rule::end, fmt::format("ended at {}", base::to_rfc3339(change.period.until)));
    return failures;
}

Verdict judge_step(const Change& change, const Step& step, const DriftSeen& drift) {
    auto failures = failures_of(change, drift);
    const auto* of_resource = std::get_if<ResourceStep>(&step);
    const bool of_host = of_resource != nullptr && of_resource->pinned.has_value();
    if (of_host && drift.moment.now >= change.period.from && is_older(drift, change))
        failures.add(Rule::begin, fmt::format("does not hold: the host drifted before it began at {}",
                                              base::to_rfc3339(change.period.from)));
    return std::visit(StepJudge(drift, std::move(failures)), step);
}

} // namespace

Verdict judge(const Change& change, const DriftSeen& drift) {
    Verdict whole;
    for (const auto& step : change.covers) {
        auto one = judge_step(change, step, drift);
        whole.covers.merge(one.covers);
        if (whole.failed == Rule::none && one.failed != Rule::none) {
            whole.failed = one.failed;
            whole.words = std::move(one.words);
        }
    }
    return whole.covers.empty() ? whole : Verdict{std::move(whole.covers)};
}

bool concerns(const Change& change, const DriftSeen& drift) {
    return std::ranges::any_of(change.covers, [&](const Step& step) {
        if (const auto* of_standard = std::get_if<StandardStep>(&step))
            return of_standard->to == drift.moment.standard;
        const auto& of_resource = std::get<ResourceStep>(step);
        return of_resource.resource == drift.finding.desired->id && of_resource.hosts.matches(drift.host);
    });
}

} // namespace plumbline::approval

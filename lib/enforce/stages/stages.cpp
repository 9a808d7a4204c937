#include "enforce/stages/stages.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::enforce {
namespace {

std::size_t size_of(std::string_view word, std::size_t hosts) {
    if (word == "rest")
        return 0;
    const bool is_share = word.ends_with('%');
    const auto number = base::to_integer<std::size_t>(is_share ? word.substr(0, word.size() - 1) : word);
    if (!number || *number == 0 || (is_share && *number > 100))
        base::fail("'{}' is no stage: expected how many hosts it has (2), a share (10%) or rest", word);
    return is_share ? std::max<std::size_t>(1, hosts * *number / 100) : *number;
}

std::vector<plan::Plan> stages_of(const plan::Plan& plan, const Rollout& rollout) {
    const auto sizes = rollout.sizes.empty() ? std::vector<std::size_t>{0} : rollout.sizes;
    std::vector<plan::Plan> stages;
    std::size_t next = 0;
    for (const auto size : sizes) {
        const auto left = plan.hosts.size() - next;
        const auto count = size == 0 ? left : std::min(size, left);
        if (count == 0)
            break;
        auto stage = plan;
        const auto begin = plan.hosts.begin() + static_cast<std::ptrdiff_t>(next);
        stage.hosts.assign(begin, begin + static_cast<std::ptrdiff_t>(count));
        stages.push_back(std::move(stage));
        next += count;
    }
    return stages;
}

std::size_t failures_among(const std::vector<HostOutcome>& outcomes) {
    return static_cast<std::size_t>(
        std::ranges::count_if(outcomes, [](const auto& outcome) { return !outcome.succeeded(); }));
}

/// What a check is asked about: a host that failed has been counted, and would fail it again.
plan::Plan without_failed(plan::Plan stage, const std::vector<HostOutcome>& outcomes) {
    std::erase_if(stage.hosts, [&](const plan::HostPlan& host) {
        const auto outcome = std::ranges::find(outcomes, host.name, &HostOutcome::name);
        return outcome != outcomes.end() && !outcome->succeeded();
    });
    return stage;
}

/// Why nothing follows a stage; `is_last`: nothing would.
std::string why_stopped(const plan::Plan& stage, const std::vector<HostOutcome>& outcomes,
                        const Rollout& rollout, const StageCalls& calls, bool is_last) {
    if (const auto failures = failures_among(outcomes); failures > rollout.max_failures)
        return fmt::format("{} failed, {} may", report::counted(failures, "host"), rollout.max_failures);
    if (!is_last && rollout.bake.count() > 0 && !calls.bake(rollout.bake))
        return "it was stopped by hand";
    const auto checked = without_failed(stage, outcomes);
    return checked.hosts.empty() ? "" : calls.check(checked);
}

} // namespace

std::vector<std::size_t> parse_stages(std::string_view text, std::size_t hosts) {
    std::vector<std::size_t> sizes;
    for (const auto word : base::split(text, ',')) {
        if (!sizes.empty() && sizes.back() == 0)
            base::fail("'{}' comes after rest, and nothing is left for it: expected 1,2,4,rest", word);
        sizes.push_back(size_of(word, hosts));
    }
    return sizes;
}

RolledOut roll_out(const plan::Plan& plan, const Rollout& rollout, const StageCalls& calls) {
    RolledOut rolled;
    const auto stages = stages_of(plan, rollout);
    for (std::size_t number = 0; number < stages.size() && rolled.stopped.empty(); ++number) {
        const auto& stage = stages[number];
        calls.begins(number + 1, stages.size(), stage);
        std::ranges::move(calls.put_right(stage), std::back_inserter(rolled.outcomes));
        rolled.stage.clear();
        for (const auto& host : stage.hosts)
            rolled.stage.push_back(host.name);
        const bool is_last = number + 1 == stages.size();
        if (auto why = why_stopped(stage, rolled.outcomes, rollout, calls, is_last); !why.empty())
            rolled.stopped = fmt::format("after stage {} of {}: {}", number + 1, stages.size(), why);
    }
    for (std::size_t place = rolled.outcomes.size(); place < plan.hosts.size(); ++place)
        rolled.untouched.push_back(plan.hosts[place].name);
    return rolled;
}

} // namespace plumbline::enforce

#pragma once

#include "enforce/host/outcome.hpp"
#include "plan/plan.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::enforce {

/// How a plan spreads over its hosts.
struct Rollout {
    std::vector<std::size_t> sizes =
        {};                       ///< how many hosts each stage has; 0: all that are left. Empty: one stage
    std::chrono::seconds bake{0}; ///< how long a stage is left to show what is wrong with it
    std::size_t max_failures = 0; ///< hosts that may fail, over all stages
};

/// "1,2,4,rest", as percent too: "1,10%,rest". What is left beyond the last belongs to it where that is
/// `rest`, else it is not touched. Throws base::Error.
[[nodiscard]] std::vector<std::size_t> parse_stages(std::string_view text, std::size_t hosts);

/// What a rollout is made of.
struct StageCalls {
    std::function<void(std::size_t stage, std::size_t stages, const plan::Plan&)> begins;
    std::function<std::vector<HostOutcome>(const plan::Plan&)> put_right;
    /// Whether nobody stopped the run meanwhile.
    std::function<bool(std::chrono::seconds)> bake;
    /// Why it does not go on after this stage, of which those hosts are left that did not fail; empty: it
    /// does.
    std::function<std::string(const plan::Plan&)> check;
};

struct RolledOut {
    std::vector<HostOutcome> outcomes;
    std::vector<std::string> stage;          ///< the hosts of the last stage that was begun
    std::string stopped = {};                ///< why it stopped before its end: "after stage 1 of 3: …"
    std::vector<std::string> untouched = {}; ///< hosts of the plan that were not begun
};
/// Stage by stage; the first surprise is the last stage.
[[nodiscard]] RolledOut roll_out(const plan::Plan& plan, const Rollout& rollout, const StageCalls& calls);

} // namespace plumbline::enforce

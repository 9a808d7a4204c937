#include "plan/plan.hpp"

#include <fmt/format.h>

namespace plumbline::plan {
namespace {

/// Clocks of the machines that make plans and apply them differ by less.
constexpr std::chrono::minutes clocks_differ{1};

} // namespace

std::string out_of_date(const Plan& plan, base::Instant now) {
    constexpr auto anew = "make it anew with `plumbline plan`";
    if (now > plan.expires)
        return fmt::format("expected a plan that holds now, {}, found one that expired at {}; {}",
                           base::to_rfc3339(now), base::to_rfc3339(plan.expires), anew);
    if (now + clocks_differ < plan.made)
        return fmt::format(
            "expected a plan made before now, {}, found one made at {}; set the clocks of both "
            "machines, or {}",
            base::to_rfc3339(now), base::to_rfc3339(plan.made), anew);
    return {};
}

} // namespace plumbline::plan

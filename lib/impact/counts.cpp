#include "impact/counts.hpp"

namespace plumbline::impact {

const std::vector<Effect>& effects() {
    static const std::vector all{Effect::drifts, Effect::differs, Effect::rights, Effect::gone,
                                 Effect::unobserved};
    return all;
}

Counts counts_of(const Impact& impact) {
    Counts counts{.hosts = impact.hosts.size()};
    for (const auto& host : impact.hosts) {
        for (const auto effect : effects())
            counts.with[effect] += host.has(effect) ? 1 : 0;
        for (const auto& restarted : host.restarts())
            ++counts.restarts[restarted];
        counts.untold += host.is_told() ? 0 : 1;
    }
    return counts;
}

} // namespace plumbline::impact

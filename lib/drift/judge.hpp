#pragma once

#include "drift/finding.hpp"

#include <functional>
#include <set>
#include <string>

namespace plumbline::drift {

/// Where a judgement takes what it needs to know of the host.
struct Sight {
    /// What was seen of a resource as it should be; called only where it applies.
    std::function<resource::Observed(const resource::Desired&)> observed;
    /// Reasons that the host gave instead of a value, which can't hold one; called only beside secrets.
    std::function<std::set<std::string>()> excuses;
};

/// What was seen of one resource held against what the standard says. What a type throws makes it unknown.
[[nodiscard]] Finding judge(const catalog::Catalog& catalog, const catalog::Resource& resource,
                            const facts::Facts& facts, const Sight& sight, const Secrecy& secrecy);

/// As the worst of the properties is; unknown where there is none.
[[nodiscard]] Status status_of(const std::vector<resource::Compared>& properties);

} // namespace plumbline::drift

#pragma once

#include "drift/finding.hpp"

#include <memory>
#include <set>
#include <string>

namespace plumbline::impact {

/// What the history holds of one resource of a host.
struct Recorded {
    /// As it was seen at the last audit; null where it was not declared then.
    const drift::Finding* finding = nullptr;
    /// As it was declared then; null where that is not known any more.
    std::shared_ptr<const resource::Desired> desired = nullptr;
};

/// What an audit of the same host under the proposed declaration would have seen; unreadable where the last
/// audit does not tell it. The reasons for that, which hold no value of a host, are added to `reasons`.
[[nodiscard]] resource::Observed seen_for(const resource::Type& type, const resource::Desired& proposed,
                                          const Recorded& recorded, const drift::Secrecy& secrecy,
                                          std::set<std::string>& reasons);

} // namespace plumbline::impact

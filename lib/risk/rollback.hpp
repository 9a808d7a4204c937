#pragma once

#include "drift/finding.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::risk {

/// How far a step leads back to what the host has now.
enum class Extent {
    whole,  ///< what is recorded suffices
    partly, ///< something of it is not kept, or depends on others
    none,   ///< what there is now is lost unless somebody keeps it before
};
[[nodiscard]] std::string_view name(Extent extent);

/// One thing that going back would do, and what of it can't be done.
struct StepBack {
    std::string property;
    std::string subject = {}; ///< of a property that speaks of several
    std::string words;        ///< raw: "set mode back to 0600"
    Extent extent = Extent::whole;
    bool operator==(const StepBack&) const = default;
};
using Rollback = std::vector<StepBack>;

/// How what enforce would do about it could be undone by hand, property by property, from what the audit
/// knows: that keeps values, and of contents nothing but digests. Empty where nothing would be done.
[[nodiscard]] Rollback rollback_of(const drift::Finding& finding);

} // namespace plumbline::risk

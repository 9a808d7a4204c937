#pragma once

#include "drift/secrecy.hpp"
#include "plan/plan.hpp"

#include <string>

namespace plumbline::plan {

/// How a step is told: of a resource with secrets without values.
struct Telling {
    const drift::Secrecy& secrecy;
    bool hides = false; ///< no content is shown, and digests of it are tokens
};
[[nodiscard]] PlannedStep describe(const resource::Step& step, const Telling& telling);

} // namespace plumbline::plan

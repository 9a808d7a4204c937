#pragma once

#include "plan/prepare.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace plumbline::plan {

/// The order in which resources are put right, as places in the list: what a resource requires comes before
/// it, and otherwise the types' natural order (what brings programs, then who owns, then folders, files, what
/// is in files, what the kernel runs with, what runs at last; what is to be gone in the reverse order), then
/// that of the standard. A resource that is notified comes after those that notify it.
[[nodiscard]] std::vector<std::size_t>
in_order(const std::vector<std::shared_ptr<const resource::Desired>>& resources);

} // namespace plumbline::plan

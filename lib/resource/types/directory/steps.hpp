#pragma once

#include "resource/type.hpp"

#include <vector>

namespace plumbline::resource::directory {

[[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>& drifts);
[[nodiscard]] Steps steps_of(const Desired& desired, const Ground& ground);

} // namespace plumbline::resource::directory

#pragma once

#include "resource/type.hpp"

namespace plumbline::resource::symlink {

[[nodiscard]] Steps steps_of(const Desired& desired, const Ground& ground);

} // namespace plumbline::resource::symlink

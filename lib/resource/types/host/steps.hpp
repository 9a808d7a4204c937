#pragma once

#include "resource/type.hpp"

namespace plumbline::resource::host {

[[nodiscard]] Steps steps_of(const Type& type, const Desired& desired, const Ground& ground);

} // namespace plumbline::resource::host

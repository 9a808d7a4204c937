#pragma once

#include "resource/type.hpp"

#include <string>

namespace plumbline::resource::line {

[[nodiscard]] Steps steps_of(const Type& type, const Desired& desired, const Ground& ground,
                             const std::string& path);

} // namespace plumbline::resource::line

#pragma once

#include "resource/type.hpp"

namespace plumbline::resource::mount {

[[nodiscard]] probe::Queries ground(const Desired& desired, const facts::Facts& facts);
[[nodiscard]] Steps steps_of(const Type& type, const Desired& desired, const Ground& ground);

} // namespace plumbline::resource::mount

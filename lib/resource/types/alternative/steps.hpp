#pragma once

#include "resource/type.hpp"

namespace plumbline::resource::alternative {

[[nodiscard]] Steps put_right(const Desired& desired, const Ground& ground);

} // namespace plumbline::resource::alternative

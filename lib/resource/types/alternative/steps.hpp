#pragma once

#include "resource/type.hpp"

namespace plumbline::resource::alternative {

/// `was_auto`: nobody chose it yet.
[[nodiscard]] Steps put_right(const Desired& desired, const Ground& ground, bool was_auto);

} // namespace plumbline::resource::alternative

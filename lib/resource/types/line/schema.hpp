#pragma once

#include "resource/schema.hpp"

namespace plumbline::resource::line {

[[nodiscard]] const Schema& schema();

} // namespace plumbline::resource::line

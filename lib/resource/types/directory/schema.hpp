#pragma once

#include "resource/schema.hpp"

namespace plumbline::resource::directory {

[[nodiscard]] const Schema& schema();

} // namespace plumbline::resource::directory

#pragma once

#include "resource/schema.hpp"

namespace plumbline::resource::file {

[[nodiscard]] const Schema& schema();

} // namespace plumbline::resource::file

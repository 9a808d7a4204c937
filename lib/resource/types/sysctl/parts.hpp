// sysctl: what the type is made of.
#pragma once

#include "resource/type.hpp"
#include "resource/types/sysctl/assignments.hpp"

namespace plumbline::resource::sysctl {

[[nodiscard]] const Schema& schema();

} // namespace plumbline::resource::sysctl

// group: what the type is made of.
#pragma once

#include "resource/type.hpp"

namespace plumbline::resource::group {

/// On an answer to steps::local_accounts().
[[nodiscard]] Steps put_right(const Desired& desired, const Ground& ground);

} // namespace plumbline::resource::group

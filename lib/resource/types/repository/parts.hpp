// repository: what the type is made of.
#pragma once

#include "resource/type.hpp"
#include "resource/types/repository/sources.hpp"

namespace plumbline::resource::repository {

[[nodiscard]] const Schema& schema();

[[nodiscard]] Steps put_right(const Desired& desired, const Ground& ground);

[[nodiscard]] Observed observe_configured(const Desired& desired, const Expectations& expected,
                                          const Configured& configured, const MainCheck& main);

} // namespace plumbline::resource::repository

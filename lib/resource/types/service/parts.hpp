// service: what the type is made of.
#pragma once

#include "resource/type.hpp"
#include "resource/types/service/seen.hpp"

namespace plumbline::resource::service {

[[nodiscard]] const Schema& schema();

[[nodiscard]] Observed observe_seen(const Desired& desired, const Seen& seen);

[[nodiscard]] Remedy propose(const Desired& desired, const std::vector<Compared>& drifts);

} // namespace plumbline::resource::service

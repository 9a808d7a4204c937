#pragma once

#include "resource/observed.hpp"

#include <string>
#include <vector>

namespace plumbline::drift {

/// What it means that a resource is right in one plane and wrong in another: "right now, wrong after a
/// reboot". Empty when it is right, wrong or unknown in all of them alike.
[[nodiscard]] std::string planes_apart(const std::vector<resource::Compared>& properties);

} // namespace plumbline::drift

#pragma once

#include "plan.hpp"

namespace plumbline::live {

/// One client's connection, until one side has had enough.
void serve(const Plan& plan, base::Descriptor client);

} // namespace plumbline::live

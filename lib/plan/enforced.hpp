#pragma once

#include <string>

namespace plumbline::plan {

/// The JSON Schema of a line of plumbline.enforced/1, in which a site writes down what is done about a plan,
/// as `plumbline schema --enforced` prints it.
[[nodiscard]] std::string enforced_schema();

} // namespace plumbline::plan

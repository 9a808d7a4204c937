#pragma once

#include "probe/question.hpp"

#include <string>

namespace plumbline::resource {

/// The reason, with what to do about it where it is a permission that lacks.
[[nodiscard]] std::string with_advice(const std::string& reason);
[[nodiscard]] probe::Answer with_advice(const probe::Answer& answer);

} // namespace plumbline::resource

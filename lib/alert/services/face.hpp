#pragma once

#include "alert/alert.hpp"

#include <string>

namespace plumbline::alert {

/// A message as programs read it: JSON of the form plumbline.alert/1. Bounded: at most 100 sections and 1000
/// members, and says how many it leaves out.
[[nodiscard]] std::string face_of(const Message& message);

/// The JSON Schema (draft 7) of plumbline.alert/1.
[[nodiscard]] std::string alert_schema();

} // namespace plumbline::alert

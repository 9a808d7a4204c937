#pragma once

#include "alert/memory/memory.hpp"

#include <string>
#include <string_view>

namespace plumbline::alert {

/// Format plumbline.alerts/1.
[[nodiscard]] std::string to_json(const Memory& memory);
/// Throws base::Error for what to_json() did not write.
[[nodiscard]] Memory memory_from_json(std::string_view json);

} // namespace plumbline::alert

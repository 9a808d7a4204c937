#pragma once

#include "alert/memory/memory.hpp"

#include <string>

namespace plumbline::cli {

/// Which alerts are open, what waits to be delivered and why, and which channels are left alone.
[[nodiscard]] std::string status_text(const alert::Memory& memory);

} // namespace plumbline::cli

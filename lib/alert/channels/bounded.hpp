#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plumbline::alert {

/// At most `most` bytes of UTF-8, whole characters; what was cut ends with "…".
[[nodiscard]] std::string bounded(std::string_view text, std::size_t most);

} // namespace plumbline::alert

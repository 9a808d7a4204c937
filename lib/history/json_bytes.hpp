#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace plumbline::history {

/// Bytes as they are stored in JSON: a text, or {"base64": "…"} where they are no UTF-8 or hold a NUL.
[[nodiscard]] nlohmann::json from_bytes(std::string_view bytes);
/// Throws base::Error for what is neither.
[[nodiscard]] std::string to_bytes(const nlohmann::json& json);

} // namespace plumbline::history

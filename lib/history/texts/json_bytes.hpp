#pragma once

#include "base/error.hpp"
#include "base/value.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace plumbline::history {

/// Bytes as they are stored in JSON: a text, or {"base64": "…"} where they are no UTF-8 or hold a NUL.
[[nodiscard]] nlohmann::json from_bytes(std::string_view bytes);
/// Throws base::Error for what is neither.
[[nodiscard]] std::string to_bytes(const nlohmann::json& json);

/// Bytes as a name in a column: themselves, or that JSON where they are no such text, or could be taken for
/// it.
[[nodiscard]] std::string encode_text(std::string_view bytes);
[[nodiscard]] std::string decode_text(const std::string& text);

/// A list as an array of such bytes.
[[nodiscard]] nlohmann::json from_list(const base::List& texts);
[[nodiscard]] base::List to_list(const nlohmann::json& json);
/// Either.
[[nodiscard]] nlohmann::json from_value(const base::Value& value);
[[nodiscard]] base::Value to_value(const nlohmann::json& json);

/// What `read` makes of the text; what nlohmann throws becomes an error of ours.
template <typename Read>
auto parsed(std::string_view text, Read&& read) {
    try {
        return read(nlohmann::json::parse(text));
    } catch (const nlohmann::json::exception& error) {
        base::fail("expected what plumbline stores, found: {}", error.what());
    }
}

} // namespace plumbline::history

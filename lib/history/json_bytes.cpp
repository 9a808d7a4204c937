#include "history/json_bytes.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"

namespace plumbline::history {

nlohmann::json from_bytes(std::string_view bytes) {
    if (base::is_utf8(bytes) && bytes.find('\0') == std::string_view::npos)
        return std::string(bytes);
    return {{"base64", base::to_base64(bytes)}};
}

std::string to_bytes(const nlohmann::json& json) {
    if (json.is_string())
        return json.get<std::string>();
    const auto encoded = json.is_object() ? json.find("base64") : json.end();
    if (encoded == json.end() || !encoded->is_string())
        base::fail("expected a text, found {}", json.type_name());
    return base::from_base64(encoded->get<std::string>());
}

} // namespace plumbline::history

#include "history/texts/json_bytes.hpp"

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

std::string encode_text(std::string_view bytes) {
    const auto json = from_bytes(bytes);
    if (json.is_string() && !bytes.starts_with('{') && !bytes.starts_with('"'))
        return std::string(bytes);
    return json.dump();
}

std::string decode_text(const std::string& text) {
    if (!text.starts_with('{') && !text.starts_with('"'))
        return text;
    return to_bytes(nlohmann::json::parse(text));
}

nlohmann::json from_list(const base::List& texts) {
    auto json = nlohmann::json::array();
    for (const auto& text : texts)
        json.push_back(from_bytes(text));
    return json;
}

base::List to_list(const nlohmann::json& json) {
    base::List texts;
    for (const auto& text : json)
        texts.push_back(to_bytes(text));
    return texts;
}

nlohmann::json from_value(const base::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? from_bytes(*text) : from_list(std::get<base::List>(value));
}

base::Value to_value(const nlohmann::json& json) {
    return json.is_array() ? base::Value(to_list(json)) : base::Value(to_bytes(json));
}

} // namespace plumbline::history

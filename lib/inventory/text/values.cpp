#include "inventory/text/values.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <charconv>
#include <cstdlib>

namespace plumbline::inventory {
namespace {

using standard::Element;

std::string without_underscores(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c != '_')
            digits += c;
    return digits;
}

/// A whole number in the base, or its text when it does not fit.
Json whole(std::string_view sign, std::string_view digits, int base) {
    const auto text = (sign == "-" ? "-" : "") + without_underscores(digits);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc() || end != text.data() + text.size())
        return text;
    return number;
}

/// 1:30 is 90 in YAML 1.1.
Json sexagesimal(std::string_view sign, std::string_view digits) {
    std::int64_t number = 0;
    for (std::size_t at = 0; at <= digits.size();) {
        const auto end = std::min(digits.find(':', at), digits.size());
        const auto part = without_underscores(digits.substr(at, end - at));
        if (number > 1'000'000'000'000 || part.size() > 12)
            return std::string(sign) + std::string(digits);
        number = number * 60 + std::atoll(part.c_str());
        at = end + 1;
    }
    return sign == "-" ? -number : number;
}

/// The types that PyYAML gives to plain scalars (YAML 1.1, and its own deviations from it).
Json read_plain(const std::string& text) {
    static const RE2 yes("yes|Yes|YES|true|True|TRUE|on|On|ON");
    static const RE2 no("no|No|NO|false|False|FALSE|off|Off|OFF");
    static const RE2 null("~|null|Null|NULL|");
    static const RE2 binary("([-+]?)0b([0-1_]+)");
    static const RE2 octal("([-+]?)0([0-7_]+)");
    static const RE2 decimal("([-+]?)(0|[1-9][0-9_]*)");
    static const RE2 hexadecimal("([-+]?)0x([0-9a-fA-F_]+)");
    static const RE2 minutes("([-+]?)([1-9][0-9_]*(?::[0-5]?[0-9])+)");
    static const RE2 real("[-+]?(?:[0-9][0-9_]*\\.[0-9_]*|\\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?");
    if (!text.empty() &&
        std::string_view("+-.0123456789~nNyYtTfFoO").find(text.front()) == std::string_view::npos)
        return text;
    std::string sign, digits;
    if (RE2::FullMatch(text, yes))
        return true;
    if (RE2::FullMatch(text, no))
        return false;
    if (RE2::FullMatch(text, null))
        return nullptr;
    if (RE2::FullMatch(text, decimal, &sign, &digits))
        return whole(sign, digits, 10);
    if (RE2::FullMatch(text, octal, &sign, &digits))
        return whole(sign, digits, 8);
    if (RE2::FullMatch(text, hexadecimal, &sign, &digits))
        return whole(sign, digits, 16);
    if (RE2::FullMatch(text, binary, &sign, &digits))
        return whole(sign, digits, 2);
    if (RE2::FullMatch(text, minutes, &sign, &digits))
        return sexagesimal(sign, digits);
    if (RE2::FullMatch(text, real))
        return std::strtod(without_underscores(text).c_str(), nullptr);
    return text;
}

bool is_scalar(const Json& json) {
    return !json.is_structured();
}

std::string scalar_text(const Json& json) {
    if (json.is_string())
        return json.get<std::string>();
    if (json.is_null())
        return {};
    if (json.is_number_float())
        return float_text(json.get<double>());
    return json.dump();
}

} // namespace

Json read_element(const Element& element) {
    if (const auto* scalar = element.scalar())
        return scalar->plain ? read_plain(scalar->text) : Json(scalar->text);
    if (const auto* sequence = element.sequence()) {
        Json list = Json::array();
        for (const auto& member : *sequence)
            list.push_back(read_element(member));
        return list;
    }
    Json object = Json::object();
    for (const auto& entry : *element.mapping())
        object[entry.key] = read_element(entry.value);
    return object;
}

base::Value to_value(const Json& json) {
    if (is_scalar(json))
        return scalar_text(json);
    if (!json.is_array() || !std::all_of(json.begin(), json.end(), is_scalar))
        return json.dump(-1, ' ', false, Json::error_handler_t::replace);
    base::List list;
    for (const auto& member : json)
        list.push_back(scalar_text(member));
    return list;
}

std::string float_text(double number) {
    auto text = fmt::format("{}", number);
    if (text.find_first_of(".en") == std::string::npos)
        text += ".0";
    return text;
}

Refusal vault_refusal() {
    return {"vaulted text, which plumbline does not decrypt",
            "keep secrets out of the inventory that plumbline reads: it logs in with keys from files and the "
            "agent"};
}

std::optional<Refusal> refusal_of(std::string_view text) {
    if (text.starts_with("$ANSIBLE_VAULT"))
        return vault_refusal();
    if (text.find("{{") == std::string_view::npos && text.find("{%") == std::string_view::npos)
        return std::nullopt;
    return Refusal{"a Jinja template, which plumbline does not evaluate in an inventory",
                   "write the value itself; what differs by host belongs into group_vars and host_vars"};
}

} // namespace plumbline::inventory

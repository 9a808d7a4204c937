#include "standard/yaml/scalar.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace plumbline::standard {
namespace {

/// Each character up to U+00FF becomes one byte; the text is well-formed UTF-8.
std::string to_bytes(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<std::uint8_t>(text[i]);
        if (lead >= 0xC4)
            throw BadScalar{"!bytes holds a character above U+00FF, which is not one byte",
                            "write each byte as \\xNN in double quotes"};
        if (lead < 0x80)
            bytes += text[i];
        else // 110000xx 10xxxxxx
            bytes += static_cast<char>((lead << 6U) | (static_cast<std::uint8_t>(text[++i]) & 0x3FU));
    }
    return bytes;
}

Scalar checked(Scalar scalar, bool fits, std::string_view wanted) {
    if (!fits)
        throw BadScalar{fmt::format("the tag says {}, but the text is '{}'", wanted, scalar.text), ""};
    return scalar;
}

Scalar read_core(Scalar scalar, const std::string& tag) {
    const auto name = std::string_view(tag).substr(core_tag.size());
    if (name == "str")
        return scalar;
    scalar.plain = true;
    const Element element{{}, scalar};
    if (name == "int" || name == "float")
        return checked(std::move(scalar), element.is_number(), "a number");
    if (name == "bool")
        return checked(std::move(scalar), element.is_boolean(), "true or false");
    if (name == "null")
        return checked(std::move(scalar), element.is_null(), "nothing");
    throw unknown_tag(tag);
}

} // namespace

Scalar read_scalar(std::string text, const std::string& tag) {
    if (text.find('\0') != std::string::npos)
        throw BadScalar{"a NUL character in a text: no path and no value can hold one", ""};
    if (tag == "?" || tag == "!")
        return {std::move(text), tag == "?"};
    if (tag == "!bytes")
        return {to_bytes(text), false};
    if (tag.starts_with(core_tag))
        return read_core({std::move(text), false}, tag);
    throw unknown_tag(tag);
}

BadScalar unknown_tag(std::string_view tag) {
    return {fmt::format("the tag '{}' is not known here", tag), "only !bytes is, before a text in quotes"};
}

} // namespace plumbline::standard

#include "base/escape.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace plumbline::base {
namespace {

struct Decoded {
    char32_t point = 0;
    std::size_t length = 0; ///< 0: not well-formed here
};

/// One character of UTF-8 at the front of `bytes` (RFC 3629, section 4).
Decoded decode(std::string_view bytes) {
    const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
    const auto follows = [&](std::size_t i) { return i < bytes.size() && (at(i) & 0xC0U) == 0x80U; };
    const std::uint8_t lead = at(0);
    if (lead < 0x80)
        return {lead, 1};
    std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4)
        return {};
    char32_t point = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if (!follows(i))
            return {};
        point = (point << 6U) | (at(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (overlong || surrogate || point > 0x10FFFF)
        return {};
    return {point, length};
}

/// Characters that move, hide or reorder what stands around them.
bool is_deceptive(char32_t point) {
    return (point >= 0x80 && point <= 0x9F) || point == 0xAD || point == 0x61C || point == 0x180E ||
           (point >= 0x200B && point <= 0x200F) || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF || (point >= 0xFFF9 && point <= 0xFFFB) ||
           (point >= 0xE0000 && point <= 0xE0FFF);
}

void append_control(std::string& out, std::uint8_t byte) {
    switch (byte) {
    case '\n':
        out += "\\n";
        break;
    case '\t':
        out += "\\t";
        break;
    case '\r':
        out += "\\r";
        break;
    default:
        out += fmt::format("\\x{:02x}", byte);
        break;
    }
}

std::string escape(std::string_view bytes, bool keep_lines) {
    std::string out;
    out.reserve(bytes.size());
    while (!bytes.empty()) {
        const auto byte = static_cast<std::uint8_t>(bytes.front());
        const Decoded decoded = decode(bytes);
        const bool layout = keep_lines && (byte == '\n' || byte == '\t');
        if (decoded.length == 0 || ((byte < 0x20 || byte == 0x7F) && !layout))
            append_control(out, byte);
        else if (is_deceptive(decoded.point))
            out += fmt::format("\\u{{{:04x}}}", static_cast<std::uint32_t>(decoded.point));
        else
            out += bytes.substr(0, decoded.length);
        bytes.remove_prefix(decoded.length == 0 ? 1 : decoded.length);
    }
    return out;
}

} // namespace

std::string printable(std::string_view bytes) {
    return escape(bytes, false);
}

std::string printable_lines(std::string_view bytes) {
    return escape(bytes, true);
}

std::size_t utf8_prefix(std::string_view bytes) {
    std::size_t whole = 0;
    while (whole < bytes.size()) {
        const auto decoded = decode(bytes.substr(whole));
        if (decoded.length == 0)
            break;
        whole += decoded.length;
    }
    return whole;
}

bool is_utf8(std::string_view bytes) {
    return utf8_prefix(bytes) == bytes.size();
}

} // namespace plumbline::base

#include "inventory/text/escapes.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace plumbline::inventory {
namespace {

void append_utf8(std::string& text, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80U)
        return put(code);
    if (code < 0x800U) {
        put(0xC0U | code >> 6U);
    } else if (code < 0x10000U) {
        put(0xE0U | code >> 12U);
        put(0x80U | (code >> 6U & 0x3FU));
    } else {
        put(0xF0U | code >> 18U);
        put(0x80U | (code >> 12U & 0x3FU));
        put(0x80U | (code >> 6U & 0x3FU));
    }
    put(0x80U | (code & 0x3FU));
}

/// \ooo, \xhh, \uhhhh and \Uhhhhhhhh.
bool read_code(std::string_view text, std::size_t& at, std::string& meant) {
    const char kind = text[at + 1];
    const bool octal = kind >= '0' && kind <= '7';
    const std::size_t begin = at + (octal ? 1 : 2);
    const std::size_t most = octal ? 3 : kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
    const auto digits = text.substr(std::min(begin, text.size()), most);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, octal ? 8 : 16);
    const auto count = static_cast<std::size_t>(end - digits.data());
    const bool surrogate = code >= 0xD800U && code < 0xE000U;
    if (kind == 'N' || error != std::errc() || (!octal && count != most) || surrogate || code > 0x10FFFFU)
        return false;
    append_utf8(meant, code);
    at = begin + count;
    return true;
}

} // namespace

bool read_escape(std::string_view text, std::size_t& at, bool raw, std::string& meant) {
    constexpr std::string_view letters = "\\'\"abfnrtv";
    constexpr std::string_view values = "\\'\"\a\b\f\n\r\t\v";
    if (at + 1 >= text.size())
        return false;
    const char c = text[at + 1];
    const auto known = letters.find(c);
    if (!raw && known == std::string_view::npos &&
        std::string_view("xuUN01234567").find(c) != std::string_view::npos)
        return read_code(text, at, meant);
    if (raw || known == std::string_view::npos)
        meant += text.substr(at, 2);
    else
        meant += values[known];
    at += 2;
    return true;
}

} // namespace plumbline::inventory

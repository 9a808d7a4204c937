#include "approval/accepting/quoted.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::approval {
namespace {

std::string escaped(std::string_view text, bool bytewise) {
    std::string out;
    for (const char one : text) {
        const auto byte = static_cast<unsigned char>(one);
        if (one == '"' || one == '\\')
            out += fmt::format("\\{}", one);
        else if (byte < 0x20 || byte == 0x7f || (bytewise && byte >= 0x80))
            out += fmt::format("\\x{:02x}", byte);
        else
            out += one;
    }
    return out;
}

} // namespace

std::string quoted(std::string_view text) {
    const bool bytewise = !base::is_utf8(text);
    return fmt::format("{}\"{}\"", bytewise ? "!bytes " : "", escaped(text, bytewise));
}

std::string quoted(const base::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return quoted(std::string_view(*text));
    std::vector<std::string> all;
    for (const auto& text : std::get<base::List>(value))
        all.push_back(quoted(std::string_view(text)));
    return fmt::format("[{}]", fmt::join(all, ", "));
}

} // namespace plumbline::approval

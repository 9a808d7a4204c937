#include "resource/file/escapes.hpp"

#include <algorithm>

namespace plumbline::resource::file {

namespace {

bool is_octal(std::string_view text) {
    return text.size() == 3 && text.front() <= '3' &&
           std::ranges::all_of(text, [](char digit) { return digit >= '0' && digit <= '7'; });
}

char byte_of(std::string_view octal) {
    return static_cast<char>((octal[0] - '0') * 64 + (octal[1] - '0') * 8 + (octal[2] - '0'));
}

} // namespace

std::string without_escapes(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        if (text.front() == '\\' && is_octal(text.substr(1, 3))) {
            plain += byte_of(text.substr(1, 3));
            text.remove_prefix(4);
            continue;
        }
        if (text.starts_with("\\\\")) {
            text.remove_prefix(1);
        }
        plain += text.front();
        text.remove_prefix(1);
    }
    return plain;
}

} // namespace plumbline::resource::file

#include "resource/formats/nested/path.hpp"

namespace plumbline::resource::formats {

namespace {

std::string quoted(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\') {
            text += '\\';
        }
        text += c;
    }
    return text + '"';
}

} // namespace

std::string below(std::string_view path, std::string_view name) {
    const bool plain = !name.empty() && name.find_first_of(".[]\" \t\r\n") == std::string_view::npos;
    std::string text(path);
    if (!path.empty()) {
        text += '.';
    }
    return text + (plain ? std::string(name) : quoted(name));
}

std::string nth(std::string_view path, std::size_t number) {
    return std::string(path) + '[' + std::to_string(number) + ']';
}

} // namespace plumbline::resource::formats

#include "probe/fields.hpp"

namespace plumbline::probe {

std::optional<std::string_view> cut(std::string_view& text, char delimiter) {
    const std::size_t found = text.find(delimiter);
    if (found == std::string_view::npos)
        return std::nullopt;
    const std::string_view front = text.substr(0, found);
    text.remove_prefix(found + 1);
    return front;
}

std::vector<std::string_view> split(std::string_view text, char delimiter) {
    std::vector<std::string_view> parts;
    while (const auto part = cut(text, delimiter))
        parts.push_back(*part);
    parts.push_back(text);
    return parts;
}

} // namespace plumbline::probe

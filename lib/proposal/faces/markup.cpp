#include "proposal/faces/markup.hpp"

#include "base/escape.hpp"
#include "report/markdown/document.hpp"

#include <fmt/format.h>

namespace plumbline::proposal {
namespace {

std::string as_entity(char byte) {
    return fmt::format("&#{};", static_cast<int>(byte));
}

/// An entity is never markup, whatever stands beside it.
std::string with_entities(std::string_view text, std::string_view special) {
    std::string out;
    for (const char byte : text)
        out += special.find(byte) == std::string_view::npos ? std::string(1, byte) : as_entity(byte);
    return out;
}

} // namespace

std::string prose(std::string_view text) {
    std::string out;
    const auto shown = base::printable(text);
    for (std::size_t at = 0; at < shown.size(); ++at) {
        const auto rest = std::string_view(shown).substr(at);
        if (rest.front() == '@')
            out += "`@`"; // as text, it would call whoever has that name
        else if (rest.starts_with("://") || (rest.front() == '.' && out.ends_with("www")))
            out += as_entity(rest.front()); // what looks like an address would become a link
        else
            out += with_entities(rest.substr(0, 1), R"(\`*_[]<>&#|~$)");
    }
    return out;
}

std::string code(std::string_view text) {
    const auto shown = base::printable(text);
    if (shown.empty())
        return "*empty*";
    if (shown.find('|') != std::string::npos) // no fence holds a pipe within a table
        return "<code>" + with_entities(shown, R"(\`*_{}[]<>&#|~!:@$^)") + "</code>";
    return report::code_span(shown);
}

std::string code_block(std::string_view language, std::string_view text) {
    const auto shown = base::printable_lines(text);
    const auto fence = report::fence_for(shown, 3);
    return fmt::format("{}{}\n{}{}{}\n", fence, language, shown, shown.ends_with('\n') ? "" : "\n", fence);
}

} // namespace plumbline::proposal

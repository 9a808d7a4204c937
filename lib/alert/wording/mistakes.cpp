#include "alert/wording/mistakes.hpp"

#include "base/text.hpp"

namespace plumbline::alert {
namespace {

bool is_caret(std::string_view line) {
    return base::trim(line) == "^";
}

} // namespace

std::vector<std::string> mistakes_of(std::string_view message) {
    const auto lines = base::lines(message);
    std::vector<std::string> mistakes;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto words = base::trim(lines[i]);
        const bool is_pointed_into = i + 1 < lines.size() && is_caret(lines[i + 1]);
        if (words.empty() || is_caret(lines[i]) || is_pointed_into)
            continue;
        if (mistakes.empty() || !lines[i].starts_with(' '))
            mistakes.emplace_back(words);
        else
            mistakes.back().append("; ").append(words);
    }
    return mistakes;
}

} // namespace plumbline::alert

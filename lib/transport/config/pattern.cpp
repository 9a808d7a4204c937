#include "transport/config/pattern.hpp"

#include "base/letter_case.hpp"

#include <algorithm>

namespace plumbline::transport {

bool matches(std::string_view pattern, std::string_view text) {
    std::size_t at = 0;
    std::size_t star =
        std::string_view::npos; ///< the last * seen: where to go back to, one byte of text further
    std::size_t resume = 0;
    std::size_t place = 0;
    while (place < text.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            resume = place;
        } else if (at < pattern.size() && (pattern[at] == '?' || pattern[at] == text[place])) {
            ++at;
            ++place;
        } else if (star != std::string_view::npos) {
            at = star + 1;
            place = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

bool matches_list(std::string_view list, std::string_view text) {
    bool found = false;
    while (!list.empty()) {
        auto pattern = list.substr(0, list.find(','));
        list.remove_prefix(std::min(pattern.size() + 1, list.size()));
        const bool negated = pattern.starts_with('!');
        if (negated)
            pattern.remove_prefix(1);
        if (!matches(base::lower_case(pattern), text))
            continue;
        if (negated)
            return false;
        found = true;
    }
    return found;
}

} // namespace plumbline::transport

#include "alert/delivering/troubles.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::alert {

std::string shortened(const std::string& words, std::size_t most) {
    const auto line = base::printable(words);
    if (line.size() <= most)
        return line;
    return line.substr(0, base::utf8_prefix(line.substr(0, most))) + " …";
}

void Troubles::add(const std::string& words) {
    constexpr std::size_t longest = 1000;
    auto line = shortened(words, longest);
    const auto same = std::ranges::find(counted_, line, &std::pair<std::string, std::size_t>::first);
    if (same == counted_.end())
        counted_.emplace_back(std::move(line), 1);
    else
        ++same->second;
}

std::vector<std::string> Troubles::lines() const {
    std::vector<std::string> lines;
    for (const auto& [line, count] : counted_)
        lines.push_back(count == 1 ? line : fmt::format("{} ({} messages)", line, count));
    return lines;
}

} // namespace plumbline::alert

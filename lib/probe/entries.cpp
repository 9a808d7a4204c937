#include "probe/entries.hpp"

#include <algorithm>

namespace plumbline::probe {

std::optional<Entry> next_entry(std::string_view& answer) {
    if (answer.substr(0, 2) != "//")
        return std::nullopt;
    const std::size_t end = std::min(answer.find("\n//", 2), answer.size());
    const std::string_view line = answer.substr(2, end - 2);
    answer.remove_prefix(std::min(end + 1, answer.size()));
    const std::size_t slash = std::min(line.find('/'), line.size());
    std::string_view path = line.substr(std::min(slash + 1, line.size()));
    if (path.substr(0, 2) == "./")
        path.remove_prefix(2);
    return Entry{line.substr(0, slash), path, answer.empty()};
}

} // namespace plumbline::probe

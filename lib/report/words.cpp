#include "report/words.hpp"

#include <fmt/format.h>

namespace plumbline::report {

std::string one_line(std::string_view message) {
    constexpr std::string_view step = "\n  ";
    std::string line;
    for (auto at = message.find(step); at != std::string_view::npos; at = message.find(step)) {
        line.append(message.substr(0, at)).append("; ");
        message.remove_prefix(at + step.size());
    }
    return line.append(message);
}

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

} // namespace plumbline::report

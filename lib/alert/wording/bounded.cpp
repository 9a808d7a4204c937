#include "alert/wording/bounded.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"
#include "report/faces/told.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

namespace plumbline::alert {
namespace {

constexpr std::size_t most_lines = 40;
constexpr std::size_t most_diff = 4 << 10;
constexpr std::size_t most_line = 400;

} // namespace

std::string bounded_line(std::string_view raw, std::size_t most) {
    constexpr std::size_t longest_character = 4; // no byte becomes fewer: what is beyond can't be shown
    return report::front_of(base::printable(report::one_line(raw).substr(0, most + longest_character)), most);
}

std::string bounded_diff(std::string_view diff) {
    const auto lines = base::lines(diff);
    std::string front;
    std::size_t count = 0;
    while (count < lines.size() && count < most_lines) {
        const auto line = report::front_of(base::printable_lines(lines[count]), most_line) + "\n";
        if (front.size() + line.size() > most_diff)
            break;
        front += line;
        ++count;
    }
    if (count < lines.size())
        front += fmt::format("… the diff goes on for {}\n", report::counted(lines.size() - count, "line"));
    return front;
}

} // namespace plumbline::alert

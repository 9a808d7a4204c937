#include "resource/types/setting/lenses/durations.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace plumbline::resource::setting {
namespace {

using Units = std::vector<std::pair<std::string_view, std::uint64_t>>;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Cuts a number off the front.
std::optional<std::uint64_t> cut_number(std::string_view& text) {
    const auto end =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
    const auto number = base::to_integer<std::uint64_t>(text.substr(0, end));
    text.remove_prefix(end);
    return number;
}

/// Cuts a unit's name off the front; what one of the name "" is when none stands there.
std::optional<std::uint64_t> cut_unit(std::string_view& text, const Units& units) {
    const auto end = static_cast<std::size_t>(
        std::find_if(text.begin(), text.end(), [](char c) { return is_digit(c) || c == ' '; }) -
        text.begin());
    const auto name = text.substr(0, end);
    const auto found =
        std::find_if(units.begin(), units.end(), [&](const auto& unit) { return unit.first == name; });
    if (found == units.end()) {
        return std::nullopt;
    }
    text.remove_prefix(end);
    return found->second;
}

/// The sum of numbers with units.
std::optional<std::uint64_t> sum(std::string_view text, const Units& units) {
    text = base::trim(text);
    if (text.empty()) {
        return std::nullopt;
    }
    std::uint64_t total = 0;
    while (!text.empty()) {
        const auto number = cut_number(text);
        const auto unit = number ? cut_unit(text, units) : std::nullopt;
        if (!unit || *number > (std::numeric_limits<std::uint64_t>::max() - total) / *unit) {
            return std::nullopt;
        }
        total += *number * *unit;
        text = base::trim(text);
    }
    return total;
}

} // namespace

std::optional<std::uint64_t> sshd_seconds(std::string_view text) {
    static const Units units{{"", 1},      {"s", 1},      {"S", 1},     {"m", 60},
                             {"M", 60},    {"h", 3600},   {"H", 3600},  {"d", 86400},
                             {"D", 86400}, {"w", 604800}, {"W", 604800}};
    return sum(text, units);
}

std::optional<std::uint64_t> systemd_microseconds(std::string_view text) {
    constexpr std::uint64_t second = 1'000'000;
    static const Units units{{"", second},
                             {"us", 1},
                             {"usec", 1},
                             {"ms", 1000},
                             {"msec", 1000},
                             {"s", second},
                             {"sec", second},
                             {"second", second},
                             {"seconds", second},
                             {"m", 60 * second},
                             {"min", 60 * second},
                             {"minute", 60 * second},
                             {"minutes", 60 * second},
                             {"h", 3600 * second},
                             {"hr", 3600 * second},
                             {"hour", 3600 * second},
                             {"hours", 3600 * second},
                             {"d", 86400 * second},
                             {"day", 86400 * second},
                             {"days", 86400 * second},
                             {"w", 604800 * second},
                             {"week", 604800 * second},
                             {"weeks", 604800 * second},
                             {"month", 2629800 * second},
                             {"months", 2629800 * second},
                             {"y", 31557600 * second},
                             {"year", 31557600 * second},
                             {"years", 31557600 * second}};
    return sum(text, units);
}

std::optional<std::uint64_t> systemd_bytes(std::string_view text) {
    static const Units units{{"", 1},
                             {"B", 1},
                             {"K", 1ULL << 10U},
                             {"M", 1ULL << 20U},
                             {"G", 1ULL << 30U},
                             {"T", 1ULL << 40U},
                             {"P", 1ULL << 50U},
                             {"E", 1ULL << 60U}};
    return sum(text, units);
}

} // namespace plumbline::resource::setting

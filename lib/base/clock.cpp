#include "base/clock.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

namespace plumbline::base {
namespace {

using Unit = std::pair<std::string_view, std::int64_t>;
constexpr std::array<Unit, 5> units{
    Unit{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}};

std::int64_t milliseconds_of(std::string_view unit) {
    for (const auto& [name, length] : units)
        if (name == unit)
            return length;
    return 0;
}

} // namespace

std::string to_rfc3339(Instant instant) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(instant)));
}

std::optional<Milliseconds> parse_duration(std::string_view text) {
    constexpr std::int64_t longest = 400LL * 86'400'000;
    std::int64_t total = 0;
    if (text.empty())
        return std::nullopt;
    while (!text.empty()) {
        std::int64_t count = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
        if (error != std::errc() || count < 0 || count > longest)
            return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        const auto unit = text.substr(0, text.find_first_of("0123456789"));
        const auto length = milliseconds_of(unit);
        if (length == 0 || count > longest / length || (total += count * length) > longest)
            return std::nullopt;
        text.remove_prefix(unit.size());
    }
    return Milliseconds(total);
}

std::string to_text(Milliseconds duration) {
    auto left = duration.count();
    std::string text;
    for (const auto& [name, length] : units) {
        if (left >= length)
            text += fmt::format("{}{}", left / length, name);
        left %= length;
    }
    return text.empty() ? "0s" : text;
}

int Deadline::remaining_ms() const {
    const auto left = std::chrono::ceil<Milliseconds>(at_ - std::chrono::steady_clock::now()).count();
    return left < 0 ? 0 : static_cast<int>(std::min<std::int64_t>(left, 1 << 30));
}

} // namespace plumbline::base

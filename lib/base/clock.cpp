#include "base/clock.hpp"

#include "base/text.hpp"

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

/// Takes digits and punctuation from the front of a text; once something is not there, nothing more is.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    int number(std::size_t digits) {
        const auto number =
            rest_.size() < digits ? std::nullopt : to_integer<unsigned>(rest_.substr(0, digits));
        whole_ = whole_ && number.has_value();
        rest_.remove_prefix(whole_ ? digits : 0);
        return static_cast<int>(number.value_or(0));
    }
    /// Whether one of these characters stands there; then it is taken.
    bool take(std::string_view any) {
        const bool there = whole_ && !rest_.empty() && any.find(rest_.front()) != std::string_view::npos;
        rest_.remove_prefix(there ? 1 : 0);
        return there;
    }
    void require(std::string_view any) { whole_ = take(any) && whole_; }
    [[nodiscard]] bool is_whole() const { return whole_; }
    [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
    bool whole_ = true;
};

std::chrono::year_month_day take_day(Cursor& cursor) {
    const auto year = cursor.number(4);
    cursor.require("-");
    const auto month = cursor.number(2);
    cursor.require("-");
    const auto day = cursor.number(2);
    return {std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
            std::chrono::day(static_cast<unsigned>(day))};
}

/// "08:00"; nothing for an hour or a minute that no day has.
std::optional<std::chrono::minutes> take_minutes(Cursor& cursor) {
    const auto hours = cursor.number(2);
    cursor.require(":");
    const auto minutes = cursor.number(2);
    if (hours > 23 || minutes > 59)
        return std::nullopt;
    return std::chrono::hours(hours) + std::chrono::minutes(minutes);
}

/// "Z" or "+01:00": what is to be taken off.
std::optional<std::chrono::minutes> take_offset(Cursor& cursor) {
    if (cursor.take("Zz"))
        return std::chrono::minutes(0);
    const bool east = cursor.take("+");
    if (!east)
        cursor.require("-");
    const auto offset = take_minutes(cursor);
    return offset ? std::optional(east ? *offset : -*offset) : std::nullopt;
}

/// "08:00:00Z".
std::optional<std::chrono::seconds> take_time(Cursor& cursor) {
    const auto minutes = take_minutes(cursor);
    cursor.require(":");
    const auto seconds = cursor.number(2);
    if (cursor.take("."))
        for (cursor.number(1); cursor.take("0123456789");) {
        }
    const auto offset = take_offset(cursor);
    if (!minutes || !offset || seconds > 60)
        return std::nullopt;
    return *minutes + std::chrono::seconds(seconds) - *offset;
}

} // namespace

std::optional<Instant> parse_instant(std::string_view text) {
    Cursor cursor(text);
    const auto day = take_day(cursor);
    std::optional<std::chrono::seconds> time{0};
    if (cursor.take("Tt "))
        time = take_time(cursor);
    if (!cursor.is_whole() || !cursor.is_at_end() || !day.ok() || !time)
        return std::nullopt;
    return Instant(std::chrono::sys_days(day)) + *time;
}

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

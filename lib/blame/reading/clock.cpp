#include "blame/reading/clock.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace plumbline::blame {
namespace {

using std::chrono::days;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// The end of 2199: nanoseconds since 1970 hold no more than the year 2262.
constexpr std::int64_t latest_epoch = 7'258'118'399;

/// Digits of a number at the front; nothing when there are fewer or more than allowed.
std::optional<unsigned> cut_number(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t length = 0;
    while (length < text.size() && text[length] >= '0' && text[length] <= '9')
        ++length;
    if (length < least || length > most)
        return std::nullopt;
    unsigned number = 0;
    std::from_chars(text.data(), text.data() + length, number);
    text.remove_prefix(length);
    return number;
}

bool cut_byte(std::string_view& text, std::string_view allowed) {
    if (text.empty() || allowed.find(text.front()) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

/// "05:02:59", to the fields of the time of day.
bool cut_time_of_day(std::string_view& text, Civil& civil) {
    const auto hour = cut_number(text, 2, 2);
    if (!hour || !cut_byte(text, ":"))
        return false;
    const auto minute = cut_number(text, 2, 2);
    if (!minute || !cut_byte(text, ":"))
        return false;
    const auto second = cut_number(text, 2, 2);
    if (!second)
        return false;
    civil.hour = *hour;
    civil.minute = *minute;
    civil.second = *second;
    return true;
}

/// ".123456" or ",123", as microseconds.
unsigned cut_fraction(std::string_view& text) {
    std::string_view rest = text;
    if (!cut_byte(rest, ".,"))
        return 0;
    unsigned value = 0;
    unsigned unit = 100'000;
    std::size_t digits = 0;
    for (; digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9'; ++digits, unit /= 10)
        value += unit * static_cast<unsigned>(rest[digits] - '0');
    if (digits > 0)
        text = rest.substr(digits);
    return value;
}

/// "Z", "+01:00", "+0100"; nothing when there is none, and then nothing is taken.
std::optional<minutes> cut_zone(std::string_view& text) {
    std::string_view rest = text;
    if (cut_byte(rest, "Z")) {
        text = rest;
        return minutes(0);
    }
    const bool west = !rest.empty() && rest.front() == '-';
    if (!cut_byte(rest, "+-"))
        return std::nullopt;
    auto number = cut_number(rest, 2, 4);
    if (!number)
        return std::nullopt;
    unsigned hour = *number;
    unsigned minute = 0;
    if (*number > 99 || text.size() - rest.size() == 5) {
        hour = *number / 100;
        minute = *number % 100;
    } else if (cut_byte(rest, ":")) {
        const auto second_part = cut_number(rest, 2, 2);
        if (!second_part)
            return std::nullopt;
        minute = *second_part;
    }
    if (hour > 15 || minute > 59)
        return std::nullopt;
    text = rest;
    const minutes zone(hour * 60 + minute);
    return west ? -zone : zone;
}

/// "EPOCH ZONE".
bool read_now(std::string_view line, HostTime& now, minutes& zone) {
    const auto words = base::words(line);
    if (words.size() != 2)
        return false;
    const auto epoch = base::to_integer<std::int64_t>(words[0]);
    std::string_view zone_word = words[1];
    const auto read_zone = cut_zone(zone_word);
    if (!epoch || *epoch < 0 || *epoch > latest_epoch || !read_zone || !zone_word.empty())
        return false;
    now = HostTime(seconds(*epoch));
    zone = *read_zone;
    return true;
}

} // namespace

std::optional<HostTime> to_host_time(const Civil& civil, minutes zone) {
    const std::chrono::year_month_day date{std::chrono::year(civil.year), std::chrono::month(civil.month),
                                           std::chrono::day(civil.day)};
    if (!date.ok() || civil.year < 1970 || civil.year > 2199 || civil.hour > 23 || civil.minute > 59 ||
        civil.second > 60)
        return std::nullopt;
    return HostTime(std::chrono::sys_days(date)) + std::chrono::hours(civil.hour) + minutes(civil.minute) +
           seconds(civil.second) + microseconds(civil.microseconds) - zone;
}

HostClock::HostClock(std::string_view answer, base::Instant received)
    : now_(std::chrono::time_point_cast<microseconds>(received)) {
    const auto lines = base::lines(answer);
    if (lines.empty() || !read_now(lines.front(), now_, zone_))
        return;
    known_ = true;
    // `date` gives whole seconds, and what came after it in the answer took its time
    constexpr seconds agree{5};
    ahead_ = std::chrono::round<seconds>(now_ - std::chrono::time_point_cast<microseconds>(received));
    if (std::chrono::abs(ahead_) <= agree)
        ahead_ = seconds(0);
    if (lines.size() < 2)
        return;
    const std::string_view up = lines[1].substr(0, lines[1].find('.'));
    constexpr std::int64_t century = 3'155'760'000;
    if (const auto uptime = base::to_integer<std::int64_t>(up); uptime && *uptime >= 0 && *uptime < century)
        started_ = received - seconds(*uptime);
}

base::Instant HostClock::here(HostTime time) const {
    return base::Instant(std::chrono::duration_cast<base::Instant::duration>(
        time.time_since_epoch() - std::chrono::duration_cast<microseconds>(ahead_)));
}

base::Instant HostClock::here(std::int64_t epoch) const {
    return here(HostTime(seconds(std::clamp<std::int64_t>(epoch, 0, latest_epoch))));
}

std::optional<HostTime> HostClock::cut_traditional(std::string_view& line) const {
    std::string_view rest = line;
    Civil civil;
    for (unsigned month = 0; month < months.size(); ++month)
        if (rest.substr(0, 4) == std::string(months[month]) + ' ')
            civil.month = month + 1;
    if (civil.month == 0)
        return std::nullopt;
    rest.remove_prefix(4);
    if (!rest.empty() && rest.front() == ' ')
        rest.remove_prefix(1);
    const auto day = cut_number(rest, 1, 2);
    if (!day || !cut_byte(rest, " ") || !cut_time_of_day(rest, civil) || !cut_byte(rest, " "))
        return std::nullopt;
    civil.day = *day;
    const auto latest = now_ + days(1);
    civil.year =
        static_cast<int>(std::chrono::year_month_day(std::chrono::floor<days>(latest + zone_)).year());
    // the 29th of February is only there every fourth year
    for (int years = 0; years < 5; ++years, --civil.year)
        if (const auto time = to_host_time(civil, zone_); time && *time <= latest) {
            line = rest;
            return time;
        }
    return std::nullopt;
}

std::optional<HostTime> HostClock::cut_iso(std::string_view& line) const {
    std::string_view rest = line;
    Civil civil;
    const auto year = cut_number(rest, 4, 4);
    if (!year || !cut_byte(rest, "-"))
        return std::nullopt;
    const auto month = cut_number(rest, 2, 2);
    if (!month || !cut_byte(rest, "-"))
        return std::nullopt;
    const auto day = cut_number(rest, 2, 2);
    if (!day || !cut_byte(rest, "T "))
        return std::nullopt;
    while (!rest.empty() && rest.front() == ' ')
        rest.remove_prefix(1);
    civil.year = static_cast<int>(*year);
    civil.month = *month;
    civil.day = *day;
    if (!cut_time_of_day(rest, civil))
        return std::nullopt;
    civil.microseconds = cut_fraction(rest);
    const auto zone = cut_zone(rest);
    if (!rest.empty() && !cut_byte(rest, " |"))
        return std::nullopt;
    const auto time = to_host_time(civil, zone.value_or(zone_));
    if (time)
        line = rest;
    return time;
}

std::optional<HostTime> HostClock::cut_stamp(std::string_view& line) const {
    if (const auto time = cut_iso(line))
        return time;
    return cut_traditional(line);
}

} // namespace plumbline::blame

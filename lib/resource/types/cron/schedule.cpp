#include "resource/types/cron/schedule.hpp"

#include "base/letter_case.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace plumbline::resource::cron {

namespace {

using Names = std::vector<std::string_view>;

const Names no_names;
const Names month_names{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
const Names weekday_names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct Field {
    unsigned first;
    unsigned last;
    const Names& names; ///< of the values from `first` on
};

struct Nickname {
    std::string_view name;
    std::string_view fields;
};
constexpr std::array<Nickname, 7> nicknames{{{"@yearly", "0 0 1 1 *"},
                                             {"@annually", "0 0 1 1 *"},
                                             {"@monthly", "0 0 1 * *"},
                                             {"@weekly", "0 0 * * 0"},
                                             {"@daily", "0 0 * * *"},
                                             {"@midnight", "0 0 * * *"},
                                             {"@hourly", "0 * * * *"}}};

std::optional<unsigned> read_value(std::string_view text, const Field& field) {
    const auto name = std::ranges::find(field.names, base::lower_case(text));
    if (name != field.names.end()) {
        return field.first + static_cast<unsigned>(name - field.names.begin());
    }
    const auto number = base::to_integer<unsigned>(text);
    return number && *number >= field.first && *number <= field.last ? number : std::nullopt;
}

struct Range {
    unsigned from;
    unsigned to;
    unsigned step;
};

/// "*", "5", "1-5", and with "/2" behind a star or a range.
std::optional<Range> read_range(std::string_view text, const Field& field) {
    const std::size_t slash = text.find('/');
    const std::string_view before = text.substr(0, slash);
    const std::size_t minus = before.find('-');
    if (before != "*" && minus == std::string_view::npos && slash != std::string_view::npos) {
        return std::nullopt; // not even cron is of one mind on "5/10"
    }
    const auto step = slash == std::string_view::npos ? std::optional(1U)
                                                      : base::to_integer<unsigned>(text.substr(slash + 1));
    const auto from = before == "*" ? std::optional(field.first) : read_value(before.substr(0, minus), field);
    auto to = before == "*" ? std::optional(field.last) : from;
    if (minus != std::string_view::npos) {
        to = read_value(before.substr(minus + 1), field);
    }
    if (!step || *step == 0 || !from || !to || *from > *to) {
        return std::nullopt;
    }
    return Range{*from, *to, *step};
}

template <std::size_t Size>
bool read_field(std::string_view text, const Field& field, std::bitset<Size>& values) {
    for (const std::string_view part : base::split(text, ',')) {
        const auto range = read_range(part, field);
        if (!range) {
            return false;
        }
        for (unsigned value = range->from; value <= range->to; value += range->step) {
            values.set(value);
        }
    }
    return true;
}

/// Where both say less than every day, either is enough (crontab(5)).
void combine_days(const std::bitset<32>& days, const std::bitset<7>& weekdays, bool either,
                  Schedule& schedule) {
    for (std::size_t day = 1; day < days.size(); ++day) {
        for (std::size_t weekday = 0; weekday < weekdays.size(); ++weekday) {
            schedule.days[day * weekdays.size() + weekday] =
                either ? days[day] || weekdays[weekday] : days[day] && weekdays[weekday];
        }
    }
}

} // namespace

std::optional<Schedule> parse_schedule(std::string_view text) {
    text = base::trim(text);
    Schedule schedule;
    if (text == "@reboot") {
        schedule.at_boot = true;
        return schedule;
    }
    const auto nickname = std::ranges::find(nicknames, text, &Nickname::name);
    const auto fields = base::words(nickname == nicknames.end() ? text : nickname->fields);
    std::bitset<32> days;
    std::bitset<8> weekdays;
    if (fields.size() != 5 || !read_field(fields[0], {0, 59, no_names}, schedule.minutes) ||
        !read_field(fields[1], {0, 23, no_names}, schedule.hours) ||
        !read_field(fields[2], {1, 31, no_names}, days) ||
        !read_field(fields[3], {1, 12, month_names}, schedule.months) ||
        !read_field(fields[4], {0, 7, weekday_names}, weekdays)) {
        return std::nullopt;
    }
    weekdays[0] = weekdays[0] || weekdays[7];
    combine_days(days, std::bitset<7>(weekdays.to_ulong() & 0x7FU),
                 !fields[2].starts_with('*') && !fields[4].starts_with('*'), schedule);
    return schedule;
}

} // namespace plumbline::resource::cron

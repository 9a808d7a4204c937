// When a job runs: the first fields of crontab(5), by meaning.
#pragma once

#include <bitset>
#include <optional>
#include <string_view>

namespace plumbline::resource::cron {

struct Schedule {
    bool at_boot = false; ///< @reboot; then nothing else is set
    std::bitset<60> minutes;
    std::bitset<24> hours;
    std::bitset<13> months;                ///< from 1
    std::bitset<std::size_t{32} * 7> days; ///< each day of the month (from 1) by each weekday (0 is Sunday)
    bool operator==(const Schedule&) const = default;
};

/// "*/5 * * * *", "0 4 * * mon-fri", "@daily"; nothing for what is none.
[[nodiscard]] std::optional<Schedule> parse_schedule(std::string_view text);

} // namespace plumbline::resource::cron

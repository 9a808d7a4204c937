#include "alert/settings/hours.hpp"

#include <date/tz.h>

#include <stdexcept>

namespace plumbline::alert {
namespace {

using std::chrono::floor;
using std::chrono::hours;

const date::time_zone& zone_of(const std::string& name) {
    return *date::locate_zone(name);
}

/// A clock that is put back shows it twice: then the second time. One that is put forward may never show it:
/// then the moment at which it is put forward.
base::Instant last_time(const date::time_zone& zone, date::local_time<std::chrono::minutes> shown) {
    return zone.to_sys(shown, date::choose::latest);
}

base::Instant first_time(const date::time_zone& zone, date::local_time<std::chrono::minutes> shown) {
    return zone.to_sys(shown, date::choose::earliest);
}

base::Instant next_full_hour(const date::time_zone& zone, base::Instant now) {
    const auto offset = zone.get_info(floor<std::chrono::seconds>(now)).offset;
    return floor<hours>(now + offset) + hours(1) - offset;
}

} // namespace

std::optional<base::Instant> quiet_until(const QuietHours& quiet, base::Instant now) {
    const auto& zone = zone_of(quiet.zone);
    const auto today = floor<date::days>(zone.to_local(now));
    const auto length = quiet.from < quiet.until ? date::days(0) : date::days(1);
    for (const auto day : {today - date::days(1), today, today + date::days(1)}) {
        const auto end = last_time(zone, day + length + quiet.until);
        if (first_time(zone, day + quiet.from) <= now && now < end)
            return end;
    }
    return std::nullopt;
}

base::Instant next_digest(Digest digest, const std::string& name, base::Instant now) {
    const auto& zone = zone_of(name);
    if (digest == Digest::hourly)
        return next_full_hour(zone, now);
    auto day = floor<date::days>(zone.to_local(now));
    const auto morning = [&] { return last_time(zone, day + hours(8)); };
    while (morning() <= now || (digest == Digest::weekly && date::weekday(day) != date::Monday))
        day += date::days(1);
    return morning();
}

bool is_zone(const std::string& name) {
    try {
        return !zone_of(name).name().empty();
    } catch (const std::runtime_error&) {
        return false;
    }
}

} // namespace plumbline::alert

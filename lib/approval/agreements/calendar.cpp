#include "approval/agreements/calendar.hpp"

#include "approval/agreements/time_of_day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumbline::approval {
namespace {

using base::Diagnostics;
using standard::Form;

using std::chrono::floor;
using Days = std::chrono::days;

constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};

std::optional<inventory::Pattern> take_hosts(Form& form, Diagnostics& diagnostics) {
    const auto text = form.take_text("hosts");
    return text ? read_pattern(*text, diagnostics) : std::nullopt;
}

std::optional<std::chrono::minutes> require_minutes(Form& form, Diagnostics& diagnostics) {
    const auto text = form.require_text("at");
    if (!text)
        return std::nullopt;
    const auto minutes = parse_time_of_day(text->text);
    if (!minutes)
        diagnostics.error(text->place, fmt::format("'at' must be a time of day, found '{}'", text->text),
                          "as in \"22:00\", UTC");
    return minutes;
}

std::optional<base::Milliseconds> require_length(Form& form, base::Milliseconds longest,
                                                 Diagnostics& diagnostics) {
    const auto text = form.require_text("for");
    if (!text)
        return std::nullopt;
    const auto length = base::parse_duration(text->text);
    if (length && length->count() > 0 && *length <= longest)
        return length;
    diagnostics.error(text->place,
                      fmt::format("'for' must be a duration of at most {}, till the next begins, found '{}'",
                                  base::to_text(longest), text->text),
                      "as in 4h or 1h30m");
    return std::nullopt;
}

std::optional<Recurrence> require_recurrence(Form& form, Diagnostics& diagnostics) {
    std::vector<std::string> words{"day"};
    words.insert(words.end(), weekdays.begin(), weekdays.end());
    const auto every = form.take_word("every", words);
    const bool daily = every == "day";
    const auto at = require_minutes(form, diagnostics);
    const auto length = require_length(form, Days(daily ? 1 : 7), diagnostics);
    if (!every || !at || !length)
        return std::nullopt;
    std::optional<std::chrono::weekday> day;
    if (!daily)
        day = std::chrono::weekday(
            static_cast<unsigned>(std::ranges::find(weekdays, *every) - weekdays.begin()));
    return Recurrence{day, *at, *length};
}

/// By its name, which a report tells it from others by.
template <typename Entry>
void keep(std::vector<Entry>& entries, Entry entry, Diagnostics& diagnostics) {
    const auto same = std::ranges::find(entries, entry.name, &Entry::name);
    if (same != entries.end())
        diagnostics.error(
            entry.where, fmt::format("'{}' is there already, at {}", entry.name, same->where.file_and_line()),
            "give it a name of its own");
    entries.push_back(std::move(entry));
}

std::vector<std::string> texts_of(const std::vector<standard::Text>& texts) {
    std::vector<std::string> all;
    for (const auto& one : texts)
        all.push_back(one.text);
    return all;
}

std::optional<Freeze> read_freeze(Form& form, base::Instant now, Diagnostics& diagnostics) {
    const auto name = form.require_text("name");
    const auto period = require_period(form, now, diagnostics);
    auto hosts = take_hosts(form, diagnostics);
    auto except = texts_of(form.take_texts("except"));
    form.refuse_others();
    if (!name || !period)
        return std::nullopt;
    return Freeze{name->text, *period, std::move(hosts), std::move(except), form.place()};
}

std::optional<MaintenanceWindow> read_window(Form& form, bool recurs, base::Instant now,
                                             Diagnostics& diagnostics) {
    const auto name = form.require_text("name");
    auto hosts = take_hosts(form, diagnostics);
    std::optional<std::variant<Period, Recurrence>> when;
    if (!recurs) {
        if (const auto period = require_period(form, now, diagnostics))
            when = *period;
    } else if (const auto recurrence = require_recurrence(form, diagnostics)) {
        when = *recurrence;
    }
    form.refuse_others();
    if (!name || !when)
        return std::nullopt;
    return MaintenanceWindow{name->text, *when, std::move(hosts), form.place()};
}

bool fits(const std::optional<inventory::Pattern>& hosts, const inventory::Host& host) {
    return !hosts || hosts->matches(host);
}

/// The best of all times that it comes, as far as they can touch this one. What is longer than twice such a
/// window has no greater part in it.
Overlap overlap_with(const Recurrence& recurrence, const Period& time) {
    if (time.until - time.from > 2 * recurrence.length)
        return Overlap::none;
    auto best = Overlap::none;
    const auto last = floor<Days>(time.until);
    for (auto day = floor<Days>(time.from - recurrence.length) - Days(1); day <= last; day += Days(1)) {
        if (recurrence.day && std::chrono::weekday(day) != *recurrence.day)
            continue;
        const base::Instant begin = day + recurrence.at;
        best = std::max(best, overlap(time, {begin, begin + recurrence.length}));
    }
    return best;
}

Overlap overlap_with(const MaintenanceWindow& window, const Period& time) {
    const auto* period = std::get_if<Period>(&window.when);
    return period != nullptr ? overlap(time, *period) : overlap_with(std::get<Recurrence>(window.when), time);
}

bool excepts(const Freeze& freeze, const std::vector<std::string>& changes) {
    return std::ranges::any_of(changes, [&](const std::string& change) {
        return std::ranges::find(freeze.except, change) != freeze.except.end();
    });
}

void say(std::vector<std::string>& occasions, Overlap how, const std::string& words) {
    if (how != Overlap::none)
        occasions.push_back((how == Overlap::most ? "perhaps " : "") + words);
}

} // namespace

Overlap overlap(const Period& time, const Period& period) {
    if (period.from <= time.from && time.until <= period.until)
        return Overlap::whole;
    const auto shared = std::min(time.until, period.until) - std::max(time.from, period.from);
    return shared.count() > 0 && 2 * shared >= time.until - time.from ? Overlap::most : Overlap::none;
}

std::optional<Period> period_of(const drift::Window& window) {
    if (!window.after || window.before < *window.after)
        return std::nullopt;
    return Period{*window.after, window.before};
}

Calendar Calendar::read(const Document& document, base::Instant now, Diagnostics& diagnostics) {
    Calendar calendar;
    Form form(document.root, "a calendar", diagnostics);
    require_language(form, diagnostics);
    for (const auto& element : form.take_list("freezes")) {
        Form one(element, "a freeze", diagnostics);
        if (auto freeze = read_freeze(one, now, diagnostics))
            keep(calendar.freezes_, std::move(*freeze), diagnostics);
    }
    for (const auto& element : form.take_list("windows")) {
        Form one(element, "a window", diagnostics);
        if (auto window = read_window(one, element.find("every") != nullptr, now, diagnostics))
            keep(calendar.windows_, std::move(*window), diagnostics);
    }
    form.refuse_others();
    return calendar;
}

std::vector<std::string> Calendar::occasions(const inventory::Host& host, const Period& time,
                                             const std::vector<std::string>& changes) const {
    std::vector<std::string> occasions;
    for (const auto& window : windows_)
        if (fits(window.hosts, host))
            say(occasions, overlap_with(window, time), fmt::format("inside the window '{}'", window.name));
    for (const auto& freeze : freezes_)
        if (fits(freeze.hosts, host) && !excepts(freeze, changes))
            say(occasions, overlap(time, freeze.period), fmt::format("during the freeze '{}'", freeze.name));
    return occasions;
}

std::optional<std::string> Calendar::freeze_at(base::Instant at, const inventory::Host& host,
                                               const std::string& change) const {
    for (const auto& freeze : freezes_)
        if (freeze.period.holds(at) && fits(freeze.hosts, host) && !excepts(freeze, {change}))
            return freeze.name;
    return std::nullopt;
}

} // namespace plumbline::approval

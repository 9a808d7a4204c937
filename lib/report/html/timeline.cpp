#include "report/html/sections.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::report {
namespace {

// The picture is drawn in units of its own and stretched to the page's width; all words stand beside it.
constexpr std::size_t day_width = 10;
constexpr std::size_t bar_width = 8;
constexpr std::size_t height = 100; ///< of the bars that stand
constexpr std::size_t depth = 30;   ///< of those that hang: what was put right
constexpr std::size_t baseline = height;
constexpr std::size_t mark = 4; ///< at the top: some hosts could not be checked

std::string day_words(const Day& day) {
    const auto date = base::to_rfc3339(day.begin).substr(0, 10);
    if (!day.audited)
        return date + ": no audit";
    return fmt::format("{}: {} open, {} new, {} right again{}", date, day.open, day.opened, day.resolved,
                       day.failed == 0 ? "" : fmt::format(", {} not checked", counted(day.failed, "host")));
}

/// At least a unit for what is there at all.
std::size_t scaled(std::size_t count, std::size_t most, std::size_t length) {
    return count == 0 ? 0 : std::max<std::size_t>(2, count * length / std::max<std::size_t>(most, 1));
}

void write_bar(Markup& page, std::string_view kind, std::size_t x, std::size_t y, std::size_t length) {
    if (length == 0)
        return;
    page.element("rect",
                 {{"class", kind},
                  {"x", fmt::format("{}", x)},
                  {"y", fmt::format("{}", y)},
                  {"width", fmt::format("{}", bar_width)},
                  {"height", fmt::format("{}", length)}},
                 "");
}

/// What opened that day is the upper part of what is open after it.
void write_day(Markup& page, const Day& day, std::size_t number, std::size_t most) {
    const auto group = page.open("g");
    page.element("title", day_words(day));
    const auto x = number * day_width + (day_width - bar_width) / 2;
    if (!day.audited)
        return write_bar(page, "gap", x, 0, height + depth);
    write_bar(page, "audited", x, 0, height + depth);
    const auto open = scaled(day.open, most, height);
    const auto fresh = std::min(open, scaled(std::min(day.opened, day.open), most, height));
    write_bar(page, "open", x, baseline - open, open - fresh > 0 ? open : 0);
    write_bar(page, "opened", x, baseline - open, fresh);
    write_bar(page, "resolved", x, baseline, scaled(std::min(day.resolved, most), most, depth));
    write_bar(page, "failed", x, 0, day.failed == 0 ? 0 : mark);
}

void write_picture(Markup& page, const Days& days, std::size_t most) {
    const auto width = days.size() * day_width;
    const auto picture = page.open("svg", {{"viewBox", fmt::format("0 0 {} {}", width, height + depth)},
                                           {"preserveAspectRatio", "none"},
                                           {"role", "img"},
                                           {"aria-labelledby", "timeline-words"}});
    for (std::size_t i = 0; i < days.size(); ++i)
        write_day(page, days[i], i, most);
    page.element("line",
                 {{"class", "baseline"},
                  {"x1", "0"},
                  {"x2", fmt::format("{}", width)},
                  {"y1", fmt::format("{}", baseline)},
                  {"y2", fmt::format("{}", baseline)}},
                 "");
}

std::string words_of(const Days& days) {
    const auto missed = static_cast<std::size_t>(std::ranges::count(days, false, &Day::audited));
    const auto blind =
        static_cast<std::size_t>(std::ranges::count_if(days, [](const Day& day) { return day.failed > 0; }));
    std::size_t opened = 0;
    std::size_t resolved = 0;
    std::size_t most = 0;
    for (const auto& day : days) {
        most = std::max(most, day.open);
        opened += day.opened;
        resolved += day.resolved;
    }
    return fmt::format("{}: {} opened, {} put right, at most {} open at the end of a day{}{}.",
                       counted(days.size(), "day"), counted(opened, "drift"), thousands(resolved),
                       thousands(most), missed == 0 ? "" : fmt::format("; {} without an audit", missed),
                       blind == 0 ? "" : fmt::format("; {} on which hosts could not be checked", blind));
}

void write_days(Markup& page, const Days& days) {
    const auto part = page.open("details", {{"class", "days"}});
    page.element("summary", "Day by day");
    const auto table = page.open("table");
    page.verbatim("<thead><tr><th scope=\"col\">Day (UTC)</th><th scope=\"col\">Open</th>"
                  "<th scope=\"col\">New</th><th scope=\"col\">Right again</th>"
                  "<th scope=\"col\">Hosts not checked</th></tr></thead>");
    const auto rows = page.open("tbody");
    for (auto day = days.rbegin(); day != days.rend(); ++day) {
        const auto row = page.open("tr");
        page.element("th", {{"scope", "row"}}, base::to_rfc3339(day->begin).substr(0, 10));
        if (!day->audited) {
            page.element("td", {{"colspan", "4"}}, "no audit");
            continue;
        }
        for (const auto number : {day->open, day->opened, day->resolved, day->failed})
            page.element("td", thousands(number));
    }
}

} // namespace

void write_timeline(Markup& page, const Days& days) {
    if (days.size() < 2)
        return;
    const auto part = page.open("section", {{"class", "timeline"}, {"aria-labelledby", "timeline"}});
    write_heading(page, "timeline", "The last days");
    std::size_t most = 0;
    for (const auto& day : days)
        most = std::max({most, day.open, day.resolved});
    {
        const auto figure = page.open("figure");
        write_picture(page, days, most);
        {
            const auto ends = page.open("p", {{"class", "ends"}});
            page.element("span", base::to_rfc3339(days.front().begin).substr(0, 10));
            page.element("span", base::to_rfc3339(days.back().begin).substr(0, 10));
        }
        const auto caption = page.open("figcaption");
        page.element("p", {{"id", "timeline-words"}}, words_of(days));
        page.verbatim("<p class=\"legend\"><span class=\"key open\">still open</span> "
                      "<span class=\"key opened\">new that day</span> <span class=\"key resolved\">right "
                      "again</span> <span class=\"key failed\">hosts not checked</span> "
                      "<span class=\"key gap\">no audit</span></p>");
    }
    write_days(page, days);
}

} // namespace plumbline::report

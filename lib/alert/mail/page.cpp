#include "alert/mail/page.hpp"

#include "report/faces/told.hpp"
#include "report/html/markup.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

using report::Markup;

// mail programs cut a longer page (Gmail at 102 KiB)
constexpr std::size_t longest_page = 96 << 10;
constexpr std::size_t longest_line = 1000;
constexpr std::size_t longest_diff = 12 << 10;
constexpr std::size_t most_hosts = 50;

constexpr std::string_view mono = "font-family:ui-monospace,Menlo,Consolas,monospace;font-size:13px";

/// Seen well on white and on black.
std::string_view colour_of(Severity severity) {
    switch (severity) {
    case Severity::critical:
    case Severity::high:
        return "#d64545";
    case Severity::medium:
        return "#c98a1b";
    case Severity::low:
        return "#4a88c2";
    case Severity::info:
        break;
    }
    return "#858f9b";
}

std::string_view colour_of(const Message& message) {
    return message.event == Event::resolved ? "#3f8a5f" : colour_of(message.severity);
}

std::string hosts_of(const Section& section) {
    const std::vector<std::string> shown(
        section.hosts.begin(),
        section.hosts.begin() + static_cast<std::ptrdiff_t>(std::min(section.hosts.size(), most_hosts)));
    const auto rest = section.hosts.size() - shown.size();
    return report::front_of(fmt::format("{}", fmt::join(shown, ", ")), 4 * longest_line) +
           (rest == 0 ? "" : fmt::format(" and {} more", rest));
}

void add_row(Markup& page, const std::string& label, const std::string& words) {
    const auto row = page.open("tr");
    page.element("th",
                 {{"scope", "row"},
                  {"style", "text-align:left;vertical-align:top;padding:2px 16px 2px 0;font-weight:600"}},
                 report::front_of(label, longest_line));
    page.element("td", {{"style", "vertical-align:top;padding:2px 0"}},
                 report::front_of(words, longest_line));
}

void add_diff(Markup& page, const std::string& diff) {
    const auto style =
        fmt::format("{};white-space:pre-wrap;border:1px solid #858f9b;padding:8px;margin:8px 0", mono);
    const auto block = page.open("pre", {{"style", style}});
    page.verbatim(report::lines_in_html(report::front_of(diff, longest_diff)));
}

void add_section(Markup& page, const Section& section) {
    const auto style = fmt::format("border-left:3px solid {};padding:0 0 0 12px;margin:20px 0",
                                   section.over ? "#3f8a5f" : colour_of(section.severity));
    const auto frame = page.open("div", {{"style", style}});
    page.element("h2", {{"style", "font-size:15px;margin:0 0 4px"}},
                 report::front_of(section.title, longest_line) + (section.over ? " (over)" : ""));
    if (!section.hosts.empty())
        page.element("p", {{"style", "margin:0 0 4px"}}, hosts_of(section));
    if (!section.facts.empty()) {
        const auto table =
            page.open("table", {{"role", "presentation"}, {"style", "border-collapse:collapse"}});
        for (const auto& fact : section.facts)
            add_row(page, fact.label, fact.words);
    }
    if (!section.diff.empty())
        add_diff(page, section.diff);
}

void add_sections(Markup& page, const Message& message) {
    for (auto section = message.sections.begin(); section != message.sections.end(); ++section) {
        Markup one;
        add_section(one, *section);
        if (page.html().size() + one.html().size() > longest_page) {
            page.element(
                "p", fmt::format("{} more: too long for a mail",
                                 report::counted(static_cast<std::size_t>(message.sections.end() - section),
                                                 "section")));
            return;
        }
        page.verbatim(one.html());
    }
}

void add_row_if_any(Markup& page, const std::string& label, const std::string& words) {
    if (!words.empty())
        add_row(page, label, words);
}

void add_page_link(Markup& page, const std::string& address) {
    if (!address.starts_with("https://") && !address.starts_with("http://"))
        return;
    const auto paragraph = page.open("p", {{"style", "margin:20px 0 8px"}});
    page.element("a", {{"href", address}}, "Read the whole report");
}

void add_foot(Markup& page, const Message& message) {
    add_page_link(page, message.page);
    const auto table =
        page.open("table", {{"role", "presentation"}, {"style", "border-collapse:collapse;font-size:13px"}});
    add_row_if_any(page, "contact", message.contact);
    add_row_if_any(page, "standard", message.standard);
    add_row_if_any(page, "run", message.run);
    add_row_if_any(page, "alert", message.alert);
}

void add_head(Markup& page, const Message& message) {
    if (message.test)
        page.element("p", {{"style", "font-weight:600"}}, "This is a test of the alerts. Nothing is wrong.");
    const auto style = fmt::format(
        "font-size:18px;line-height:1.35;margin:0 0 8px;padding:2px 0 2px 12px;border-left:6px solid {}",
        colour_of(message));
    page.element("h1", {{"style", style}}, report::front_of(message.headline, 2 * longest_line));
    const auto site =
        message.environment.empty() ? message.site : fmt::format("{}, {}", message.site, message.environment);
    page.element("p", {{"style", "margin:0 0 8px"}},
                 fmt::format("{}, {}; {}; since {}", resource::name(message.severity), name(message.event),
                             report::front_of(site, longest_line), report::minute(message.since)));
}

} // namespace

std::string page_of(const Message& message) {
    Markup page;
    page.verbatim("<!DOCTYPE html>\n");
    {
        const auto document = page.open("html", {{"lang", "en"}});
        {
            const auto head = page.open("head");
            page.single("meta", {{"charset", "utf-8"}});
            page.single("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
            page.element("title", report::front_of(subject_of(message), longest_line));
        }
        const auto body = page.open(
            "body", {{"style", "font-family:system-ui,Segoe UI,Helvetica,Arial,sans-serif;font-size:14px;"
                               "line-height:1.45;max-width:760px;overflow-wrap:anywhere"}});
        add_head(page, message);
        add_sections(page, message);
        add_foot(page, message);
    }
    page.newline();
    return page.html();
}

} // namespace plumbline::alert

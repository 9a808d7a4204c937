#include "report/html.hpp"

#include "base/digest.hpp"
#include "report/html/assets.hpp"
#include "report/html/page.hpp"
#include "report/html/sections.hpp"

#include <fmt/format.h>

namespace plumbline::report {
namespace {

/// What CSP names an inline style or script by: the digest over the element's whole text (CSP level 2).
std::string source_of(std::string_view text) {
    const auto digits = base::sha256_hex(text);
    std::string bytes;
    for (std::size_t at = 0; at < digits.size(); at += 2)
        bytes += static_cast<char>(std::stoi(digits.substr(at, 2), nullptr, 16));
    return "'sha256-" + base::to_base64(bytes) + "'";
}

/// Nothing is loaded, nothing is sent, and no script or style counts but the page's own.
std::string policy() {
    return fmt::format("default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
                       source_of(stylesheet()), source_of(script()));
}

std::string title_of(const Report& report) {
    return fmt::format("{} \u2013 {} {}", headline_of(report).words, report.run.standard_name,
                       base::to_rfc3339(report.run.started));
}

void write_head(Markup& page, std::string_view title) {
    const auto head = page.open("head");
    page.single("meta", {{"charset", "utf-8"}});
    page.single("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", policy()}});
    page.single("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    page.single("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
    page.single("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
    page.single("meta", {{"name", "robots"}, {"content", "noindex"}});
    page.element("title", title);
    const auto style = page.open("style");
    page.verbatim(stylesheet());
}

void write_body(Markup& page, const Report& report, const Systems& systems, const Days& days) {
    const auto entries = entries_of(report);
    const auto body = page.open("body");
    page.verbatim("<a class=\"skip\" href=\"#findings\">To the findings</a>\n");
    write_summary(page, report);
    {
        const auto main = page.open("main");
        write_unchecked(page, report);
        write_news(page, entries);
        write_timeline(page, days);
        write_notices(page, report);
        write_findings(page, report, entries);
        write_hosts(page, report, systems);
    }
    write_footer(page, report);
    const auto element = page.open("script");
    page.verbatim(script());
}

} // namespace

std::string system_of(const HostResult& host) {
    std::string system;
    for (const auto* fact : {"os.id", "os.version"})
        if (const auto found = host.facts.find(fact); found != host.facts.end())
            system += (system.empty() ? "" : " ") + base::to_text(found->second);
    return system;
}

void write_heading(Markup& page, std::string_view id, std::string_view words) {
    page.newline();
    page.element("h2", {{"id", id}}, words);
    page.newline();
}

std::string thousands(std::size_t number) {
    auto digits = fmt::format("{}", number);
    for (auto at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, ",");
    return digits;
}

std::string as_html(const Report& report, const Systems& systems, const Days& days) {
    return whole_page(title_of(report), [&](Markup& page) { write_body(page, report, systems, days); });
}

std::string whole_page(std::string_view title, const std::function<void(Markup&)>& write_body) {
    Markup page;
    page.verbatim("<!DOCTYPE html>\n");
    {
        const auto html = page.open("html", {{"lang", "en"}});
        write_head(page, title);
        page.newline();
        write_body(page);
    }
    page.newline();
    return page.html();
}

} // namespace plumbline::report

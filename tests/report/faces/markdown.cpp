#include "report/faces/drawn.hpp"
#include "support/hostile.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace plumbline;

namespace {

/// What stands outside of code.
std::string prose_of(std::string html) {
    for (auto at = html.find("<code"); at != std::string::npos; at = html.find("<code"))
        html.erase(at, html.find("</code>", at) + 7 - at);
    return html;
}

} // namespace

TEST_CASE("whatever a host says is code: no markup, link, image, mention or reference comes of it") {
    const std::set<std::string> own{"h1", "h2", "h3", "p", "ul", "li", "strong", "em", "code", "pre"};
    for (const auto& [name, report] : test::all_samples()) {
        CAPTURE(name);
        const auto markdown = test::drawn("markdown", report);
        CHECK(base::printable_lines(markdown) == markdown);
        const auto html = test::rendered(markdown);
        for (const auto& element : test::elements_of(html)) {
            CAPTURE(element);
            CHECK(own.contains(element));
        }
        if (!name.starts_with("full of"))
            continue;
        const auto prose = prose_of(html);
        for (const auto* mark :
             {"evil", "forged", "alert", "everyone", "channel", "@", "#", "http", "cmd", "`", "|"}) {
            CAPTURE(mark);
            CHECK(prose.find(mark) == std::string::npos);
        }
    }
}

TEST_CASE("a span of code holds just the printable bytes") {
    for (const auto& [name, bytes] : test::payloads()) {
        const auto text = base::printable(bytes);
        if (text.size() > 900 || text.find_first_not_of(' ') == std::string::npos)
            continue;
        CAPTURE(name);
        auto report = test::report_of({test::host("web1", {})});
        report.run.contact = bytes;
        auto html = test::rendered(test::drawn("markdown", report));
        const std::string before = "<strong>contact:</strong> <code>";
        const auto begin = html.find(before);
        REQUIRE(begin != std::string::npos);
        html = html.substr(begin + before.size());
        html.resize(html.find("</code>"));
        for (const auto& [entity, byte] : std::vector<std::pair<std::string, std::string>>{
                 {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}})
            for (auto at = html.find(entity); at != std::string::npos; at = html.find(entity, at + 1))
                html.replace(at, entity.size(), byte);
        CHECK(html == text);
    }
}

TEST_CASE("the ticket of a report: the verdict first, what is new, and each change") {
    const auto text = test::drawn("markdown", test::of_every_state());
    CHECK(text.starts_with("# Audit of `acme-production 2026.11.2 (production)`\n\n"
                           "**1 of 3 hosts drifted, 2 could not be checked.** 9 resources: 2 in sync"));
    std::vector<std::string> headings;
    for (const auto line : base::lines(text))
        if (line.starts_with('#'))
            headings.emplace_back(line);
    CHECK(headings ==
          std::vector<std::string>{"# Audit of `acme-production 2026.11.2 (production)`",
                                   "## Hosts that could not be checked", "## New since the last run",
                                   "## Drift", "### critical `file:/etc/sudoers` **NEW**",
                                   "### medium `file:/etc/issue` **CHANGED**", "### low `file:/etc/motd`",
                                   "## Not known", "### unknown `file:/etc/shadow`", "## Agreed on",
                                   "### pending `file:/etc/hostname`", "### waived `file:/etc/ntp.conf`"});
}

TEST_CASE("identical drift is told once, with its hosts") {
    const auto text = test::drawn("markdown", test::samples().at("herd"));
    std::size_t times = 0;
    for (const auto line : base::lines(text))
        times += line == "### critical `file:/etc/ssh/sshd_config`" ? 1U : 0U;
    CHECK(times == 1);
    CHECK(text.find("- **16 hosts:** `web01`, `web02`") != std::string::npos);
}

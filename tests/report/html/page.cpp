#include "report/html/reading.hpp"
#include "report/html/sample_pages.hpp"
#include "report/samples.hpp"
#include "support/hostile.hpp"

#include "base/digest.hpp"
#include "base/escape.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace plumbline;
using drift::Status;
using test::host;
using test::Made;
using test::report_of;

namespace {

std::string drawn(const report::Report& report, const report::Days& days = {}) {
    return report::as_html(report, test::systems_of(report), days);
}

std::string told(const report::Report& report, const report::Days& days = {}) {
    return test::words_of(drawn(report, days));
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t number = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++number;
    return number;
}

/// What stands between two texts, the first of each.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
    const auto at = text.find(begin);
    return at == std::string::npos ? "" : text.substr(at, text.find(end, at) - at);
}

std::vector<std::string> values_of(const std::string& page, const std::string& attribute) {
    std::vector<std::string> values;
    const auto lead = " " + attribute + "=\"";
    for (auto at = page.find(lead); at != std::string::npos; at = page.find(lead, at + 1)) {
        const auto begin = at + lead.size();
        values.push_back(page.substr(begin, page.find('"', begin) - begin));
    }
    return values;
}

Made drifting(const std::string& title, const std::string& mode = "0600") {
    return Made("file", title, Status::drift, 2).property("mode", test::Status::drift, "0644", mode);
}

std::string digest_of(const std::string& text) {
    const auto hex = base::sha256_hex(text);
    std::string bytes;
    for (std::size_t at = 0; at < hex.size(); at += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
    return "'sha256-" + base::to_base64(bytes) + "'";
}

} // namespace

TEST_CASE("every sample is a page whose elements are closed in order") {
    auto samples = test::samples();
    samples["board"] = test::board();
    for (const auto& [name, report] : samples) {
        CAPTURE(name);
        const auto page = drawn(report, name == "board" ? test::board_days() : report::Days{});
        CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\"><head>"));
        CHECK(page.ends_with("</script></body></html>\n"));
        CHECK(test::misnested(test::skeleton(page)) == "");
        CHECK(page == drawn(report, name == "board" ? test::board_days() : report::Days{}));
    }
}

TEST_CASE("what is in sync and facts may be forgotten before the page is drawn") {
    auto report = test::board();
    report.hosts.front().findings.push_back(Made("file", "/x", Status::in_sync, 1).finding());
    const auto systems = test::systems_of(report);
    const auto page = report::as_html(report, systems, {});
    for (auto& host : report.hosts) {
        host.forget_in_sync();
        host.facts.clear();
    }
    CHECK(report::as_html(report, systems, {}) == page);
}

TEST_CASE("the page loads nothing, and its own style and script alone count") {
    const auto page = drawn(test::board(), test::board_days());
    const auto policy = between(page, "default-src", "\">");
    CHECK(policy == "default-src &#39;none&#39;; style-src " +
                        [](std::string text) {
                            for (auto at = text.find('\''); at != std::string::npos; at = text.find('\''))
                                text.replace(at, 1, "&#39;");
                            return text;
                        }(digest_of(test::inside(page, "style")) + "; script-src " +
                          digest_of(test::inside(page, "script")) + "; base-uri 'none'; form-action 'none'"));
    const auto markup = test::without_assets(page);
    for (const auto* attribute : {"src", "srcset", "style", "action", "ping", "background", "poster", "data"})
        CHECK(values_of(markup, attribute).empty());
    for (const auto& link : values_of(markup, "href"))
        CHECK(link.front() == '#');
    CHECK_FALSE(holds(test::inside(page, "style"), "url("));
    CHECK_FALSE(holds(test::inside(page, "style"), "@import"));
    CHECK_FALSE(holds(page, "http:"));
    CHECK_FALSE(holds(page, "https:"));
}

TEST_CASE("text from a host stays text: the page's elements are those of a harmless one") {
    const auto harmless = test::skeleton(drawn(test::page_full_of("harmless text")));
    auto payloads = test::markup_payloads();
    for (const auto& [name, bytes] : test::payloads())
        if (!bytes.empty() && bytes.size() < 10'000) // what is long is only slow; what is empty is left out
            payloads.push_back(bytes);
    for (const auto& payload : payloads) {
        CAPTURE(base::printable(payload));
        const auto page = drawn(test::page_full_of(payload));
        CHECK(test::skeleton(page) == harmless);
        CHECK(base::is_utf8(page));
        CHECK(base::printable_lines(page) == page);
        CHECK(holds(test::words_of(page), test::squeezed(base::printable(payload))));
    }
}

TEST_CASE("the verdict comes first, in words") {
    struct Case {
        report::Report report;
        std::string headline;
        std::string below;
    };
    const Made good("file", "/good", Status::in_sync, 1);
    const Made unknown("file", "/hidden", Status::unknown, 3);
    const auto failed = test::failed_host("z", transport::Stage::auth, "refused");
    const std::vector<Case> cases{
        {report_of({}), "No host was audited", ""},
        {report_of({host("a", {good})}), "The host is as the standard says", "1 resource checked."},
        {report_of({host("a", {good, Made("file", "/w", Status::waived, 4)}), host("b", {good, good})}),
         "All 2 hosts are as the standard says",
         "4 resources checked. 1 difference is agreed on: 0 pending, 1 waived."},
        {report_of({host("a", {drifting("/x").severity(resource::Severity::high)}), host("b", {good})}),
         "1 of 2 hosts differs from the standard", "1 resource is not as declared, the worst of them high."},
        {report_of(
             {host("a", {drifting("/x")}), host("b", {drifting("/x"), drifting("/y"), unknown}), failed}),
         "2 of 3 hosts differ from the standard",
         "3 resources are not as declared, the worst of them medium. 1 host could not be checked, or not "
         "wholly."},
        {report_of({host("a", {good}), host("b", {good, unknown}), failed}),
         "2 of 3 hosts could not be checked, or not wholly", "The other host is in sync."},
        {report_of({failed, failed}), "None of the 2 hosts could be checked",
         "Nothing is known to be in sync."},
        {report_of({host("a", {good, unknown}), failed}), "None of the 2 hosts could be checked wholly",
         "Nothing is known to be in sync."},
        {report_of({failed}), "The host could not be checked", "Nothing is known to be in sync."},
    };
    for (const auto& [report, headline, below] : cases) {
        const auto page = drawn(report);
        CHECK(test::inside(page, "h1") == headline);
        CHECK(holds(page, "</h1>" + (below.empty() ? "" : "<p>" + below + "</p>")));
        CHECK(test::inside(page, "title").starts_with(headline));
    }
}

TEST_CASE("what must be known to believe the verdict stands with it") {
    auto report = test::board();
    report.run.unrecorded = "the disk is full\n  while recording";
    report.run.tags = {"ssh", "pci"};
    report.run.partial = true;
    const auto summary = test::words_of(between(drawn(report), "<header", "</header>"));
    for (const auto* words :
         {"The standard’s sign-off is not valid. 2 approvers must have signed, 1 has: jane@example.org; ",
          "This run is not in the history. the disk is full; while recording",
          "Only resources tagged ssh, pci were looked at.", "Not all hosts of the inventory were looked at.",
          "Coverage : 455 of 464 declared resources were evaluated, on 9 of 12 hosts. 5 did not apply.",
          "new since the last run 1 ", "drift 6 ", "unknown 2 ", "pending 5 ", "waived 2 ",
          "of 12 hosts in sync 2 ", "in sync; 98.2 % with what is agreed on 96.6 % "})
        CHECK(holds(summary, words));
    report.run.signoff.status = approval::SignOff::Status::missing;
    CHECK(holds(told(report), "The standard is not signed off. 2 approvers"));
}

TEST_CASE("hosts that could not be checked have a block of their own before all findings") {
    const auto page = drawn(test::board());
    const auto block = between(page, "<section class=\"unchecked\"", "</section>");
    CHECK(page.find(block) < page.find("<section class=\"findings\""));
    CHECK(test::words_of(block) ==
          " Could not be checked 2 hosts failed at connect connection timed out after 10 s edge1 edge2 mail1 "
          "failed at hostkey the host key of mail1.example.org is not the known one; while connecting On 2 "
          "other "
          "hosts not everything could be looked at: those findings say so below. ");
    CHECK_FALSE(holds(drawn(test::samples().at("in-sync")), "Could not be checked"));
}

TEST_CASE("identical drift is told once, with its hosts and what each of them has to tell") {
    const auto page = drawn(test::board());
    CHECK(count(page, "<details class=\"entry\"") == 5);
    CHECK(count(page, "PermitRootLogin no</span>") == 1);
    const auto entry = test::words_of(between(page, "<details class=\"entry\"", "</details>"));
    for (const auto* words :
         {" critical file:/etc/ssh/sshd_config new on 1 mode now 0644, standard at most 0600; content 5 of "
          "12 hosts "
          "since 2026-11-20 12:00Z ",
          " mode 0644 at most 0600 content sha256:222222222222… sha256:111111111111… ",
          " Enforcing would set mode 0600 (now 0644) replace line 32 ", " Then restarts service:ssh ",
          " Why it matters CIS 5.2.7: nobody logs in as root ", " Declared profiles/base.yaml:27 ",
          " web2 web3 Since 2026-11-20 12:00Z (2 audits) Cause host-changed : the host moved, the standard "
          "did not "
          "Window between 2026-11-20 11:00Z and 11:50Z (ctime of /etc/ssh/sshd_config) Suspects Jane Roe "
          "(jroe, key "
          "SHA256:q9tHcW0s…, from 192.0.2.17) likely : a sudo command names /etc/ssh/sshd_config auth.log: "
          "Nov 20 "
          "11:48:31 ",
          " web4 web5 Since 2026-11-20 12:00Z (2 audits) ",
          " nobody: what the host recorded does not tell no audit "
          "log: 'auditctl ",
          " web1 Since 2026-11-20 13:00Z (1 audit) "})
        CHECK(holds(entry, words));
}

TEST_CASE("what was agreed on is told with the finding, and what does not hold") {
    const auto words = told(test::board());
    for (const auto* part :
         {" Part of change CHG-0123 until 2026-11-22 15:00Z, approved by jane@example.org, lee@example.org "
          "nginx with "
          "the fix for CVE-2026-1234, site by site changes/chg-0123.yaml:1 Calendar inside CHG-0123's "
          "window ",
          " Waived by INC-77 until 2026-12-04 10:20Z, approved by lee@example.org ",
          " Not covered waiver INC-7 (waivers/deploy.yaml:9) is void: groups is docker, sudo, www-data, "
          "accepted ",
          " In hand by carol until 2026-11-21 22:20Z: belongs to CHG-1201 ",
          " Waivers and changes void waiver INC-7 waivers/deploy.yaml:9 groups is docker, ",
          " ends soon waiver INC-77 waivers/routing.yaml:4 ends 2026-12-04; renew it or put the hosts right "
          "2 hosts ",
          " Sign-off not valid : jane@example.org (1 of 2 needed, serial 41) 2 approvers must have signed",
          " Revision git 1f3c2ab04d (main), clean Author Lee Loe <lee@example.org> "})
        CHECK(holds(words, part));
    CHECK(holds(words, " Ledger head sha256:" + std::string(64, 'c') + " "));
    CHECK(holds(words, " Digest sha256:" + std::string(64, 'a') + " "));
}

TEST_CASE("a link leads to a finding, and stays when others come and go") {
    const auto ids_of = [](const report::Report& report) { return values_of(drawn(report), "id"); };
    for (auto report : {test::board(), test::fleet(50, 10, 40)}) {
        const auto ids = ids_of(report);
        const std::set<std::string> known(ids.begin(), ids.end());
        CHECK(known.size() == ids.size());
        for (const auto& link : values_of(drawn(report), "href"))
            CHECK(known.contains(link.substr(1)));
    }
    const auto id_of = [&](const report::Report& report, const std::string& lead) {
        const auto ids = ids_of(report);
        const auto found = std::ranges::find_if(ids, [&](const auto& id) { return id.starts_with(lead); });
        return found == ids.end() ? "" : *found;
    };
    const auto alone = id_of(report_of({host("a", {drifting("/x")})}), "f-");
    CHECK(alone.size() == 18);
    CHECK(alone == id_of(report_of({host("b", {drifting("/x")}), host("c", {drifting("/x")})}), "f-"));
    CHECK(alone != id_of(report_of({host("a", {drifting("/x", "0666")})}), "f-"));
    const auto board = drawn(test::board());
    CHECK(holds(board, "<li id=\"d-01KAH4WEB01000000000000000\">web1</li>"));
    CHECK(holds(board, "<a class=\"copy\" href=\"#d-01KAH4V01D0000000000000000\">"));
    // the same drift under another severity is another entry
    const auto page = drawn(report_of(
        {host("a", {drifting("/x")}), host("b", {drifting("/x").severity(resource::Severity::critical)})}));
    CHECK(holds(page, "id=\"" + alone + "\""));
    CHECK(holds(page, "id=\"" + alone + "-2\""));
}

TEST_CASE("what is new since the last run is listed, or that nothing is") {
    const auto news = [](const report::Report& report) {
        return test::words_of(between(drawn(report), "<section class=\"news\"", "</section>"));
    };
    CHECK(news(test::board()) ==
          " New since the last run critical file:/etc/ssh/sshd_config on 5 hosts new on 1 ");
    CHECK(news(test::remembered()).find("changed") != std::string::npos);
    auto old = drifting("/x").past({.drift = "01A"});
    CHECK(news(report_of({host("a", {old})})) ==
          " New since the last run Nothing: what differs now differed in the run before. ");
    CHECK(news(report_of({host("a", {drifting("/x")})})).empty());
    CHECK_FALSE(holds(told(report_of({host("a", {drifting("/x")})})), "new since the last run"));
    std::vector<Made> many;
    for (int i = 0; i < 30; ++i)
        many.push_back(
            drifting("/x" + std::to_string(i)).past({.drift = "01A", .news = drift::News::opened}));
    CHECK(holds(news(report_of({host("a", many)})), " and 5 more, marked new below. "));
}

TEST_CASE("days are drawn where there are days") {
    CHECK_FALSE(holds(drawn(test::board()), "<svg"));
    CHECK_FALSE(holds(drawn(test::board(), {test::board_days().front()}), "<svg"));
    const auto page = drawn(test::board(), test::board_days());
    CHECK(count(page, "<rect class=\"gap\"") == 1);
    CHECK(count(page, "<rect class=\"audited\"") == 29);
    CHECK(holds(page, "<title>2026-11-02: no audit</title>"));
    CHECK(count(page, "<rect class=\"failed\"") == 3);
    CHECK(holds(page, ", 2 hosts not checked</title>"));
    CHECK(holds(page, "<title>2026-10-22: 9 open, 0 new, 0 right again</title>"));
    CHECK(holds(told(test::board(), test::board_days()), " 30 days: 58 drifts opened, 62 put right, at most "
                                                         "9 open at the end of a day; 1 without an audit; 3 "
                                                         "on which hosts could not be checked. "));
}

TEST_CASE("of many stories the first are told at length, of the others a line each") {
    std::vector<report::HostResult> hosts;
    for (int i = 0; i < 40; ++i) {
        drift::Past past{.drift = "01KAH4" + std::to_string(1000 + i), .cause = drift::Cause::host_changed};
        past.first_seen = base::Instant(std::chrono::hours(24 * 20000 + i));
        hosts.push_back(host("web" + std::to_string(100 + i), {drifting("/x").past(past)}));
    }
    const auto page = drawn(report_of(std::move(hosts)));
    CHECK(count(page, "<div class=\"story\">") == 12);
    CHECK(holds(page, "And 28 more hosts, in short;"));
    CHECK(holds(
        page, "<th scope=\"row\" class=\"host\" id=\"d-01KAH41039\">web139</th><td>2024-10-05 15:00Z</td>"));
}

TEST_CASE("a fleet of 1,000 hosts with 200 resources and 300 drifts is a page below 5 MB") {
    const auto report = test::fleet(1000, 200, 300);
    CHECK(report.resources().total == 200'000);
    const auto page = drawn(report);
    CHECK(count(page, "<details class=\"entry\"") == 300);
    CHECK(count(page, "<tr data-status=") == 1000);
    CHECK(page.size() < 5'000'000);
}

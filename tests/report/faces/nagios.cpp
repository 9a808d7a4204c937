#include "report/faces/nagios.hpp"
#include "report/faces/drawn.hpp"

#include "base/escape.hpp"
#include "base/text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace plumbline;
using report::Alarm;

namespace {

std::string drawn(const report::Report& report, const report::Background& background = {}) {
    return test::drawn("nagios", report, background);
}

report::Report with(const test::Made& made) {
    return test::report_of({test::host("web1", {made})});
}

test::Made drifting(resource::Severity severity) {
    return test::Made("file", "/x", drift::Status::drift, 1)
        .severity(severity)
        .property("mode", test::Status::drift, "0644", "0600");
}

const test::Made good("file", "/good", drift::Status::in_sync, 1);

} // namespace

TEST_CASE("a plugin's state and first line") {
    using enum resource::Severity;
    const std::string overdue = "the last run ended 3h ago, one is due every 1h";
    auto unsigned_ = with(good);
    unsigned_.run.signoff.status = approval::SignOff::Status::invalid;
    struct Case {
        report::Report report;
        report::Background background;
        Alarm alarm;
        std::string line;
    };
    for (const auto& [report, background, alarm, line] : std::vector<Case>{
             {with(good), {}, Alarm::ok, "PLUMBLINE OK - 1 host in sync "},
             {with(drifting(medium)),
              {},
              Alarm::warning,
              "PLUMBLINE WARNING - 1 of 1 host drifted, 0 failed; web1 file:/x: mode is 0600, should be "
              "0644 "},
             {with(drifting(high)),
              {},
              Alarm::critical,
              "PLUMBLINE CRITICAL - 1 of 1 host drifted, 0 failed; web1 file:/x: mode is 0600, should be "
              "0644 "},
             {with(good),
              {.overdue = overdue},
              Alarm::unknown,
              "PLUMBLINE UNKNOWN - " + overdue + "; it had 1 host in sync "},
             {unsigned_,
              {},
              Alarm::critical,
              "PLUMBLINE CRITICAL - 1 host in sync; sign-off of the standard is invalid "},
             {test::report_of({test::failed_host("web1", transport::Stage::auth, "key refused")}),
              {},
              Alarm::unknown,
              "PLUMBLINE UNKNOWN - 0 of 1 host drifted, 1 failed; web1 failed at auth: key refused "}}) {
        CAPTURE(line);
        CHECK(report::alarm_of(report, background) == alarm);
        const auto text = drawn(report, background);
        CHECK(text.substr(0, text.find('|')) == line);
    }
}

TEST_CASE("the figures are of the form that monitoring reads") {
    const auto text = drawn(test::of_every_state());
    const auto first = std::string(base::lines(text).front());
    CHECK(first.substr(first.find('|')) ==
          "| hosts=3;;;0 drifted=1;;;0;3 failed=2;;;0;3 drift=3;;;0;9 unknown=1;;;0;9 pending=1;;;0;9 "
          "waived=1;;;0;9 oldest=172804s;;;0 time=4.200s;;;0 score=25.00%;;;0;100");
}

TEST_CASE("the long output has the worst first, since when, and is not too long to be read") {
    const auto text = drawn(test::of_every_state());
    CHECK(text.substr(text.find('\n') + 1) ==
          "sign-off: 2 signatures wanted, none found\n"
          "web2 failed at probe: 3 of 4 resources could not be checked\n"
          "web3 failed at auth: the key was refused\n"
          "critical web1 file:/etc/sudoers: mode is 0600, should be 0644 since 2026-11-20 13:00Z\n"
          "medium web1 file:/etc/issue: mode is 0600, should be 0644 since 2026-11-20 11:00Z\n"
          "low web1 file:/etc/motd: mode is 0600, should be 0644 since 2026-11-18 13:00Z\n"
          "unknown web1 file:/etc/shadow: mode could not be checked: permission denied\n");
    std::vector<report::HostResult> hosts;
    for (int i = 0; i < 500; ++i)
        hosts.push_back(test::host("web" + std::to_string(i), {drifting(resource::Severity::low)}));
    const auto long_one = drawn(test::report_of(hosts));
    CHECK(long_one.size() < 4200);
    CHECK(long_one.ends_with("more: plumbline show 01KAH5W2N0ABCDEFGHJKMNPQRS\n"));
}

TEST_CASE("no host can end the text, forge figures, or reach a shell, printf or a page") {
    for (const auto& [name, report] : test::all_samples()) {
        CAPTURE(name);
        const auto text = drawn(report);
        CHECK(base::printable_lines(text) == text);
        CHECK(text.size() < 4400);
        CHECK(std::ranges::count(text, '|') == 1);
        CHECK(text.find('|') < text.find('\n'));
        CHECK(text.find_first_of("<>&`$\"'~\\") == std::string::npos);
        for (const auto line : base::lines(text))
            CHECK(line.size() < 1200);
        CHECK(text.starts_with("PLUMBLINE "));
    }
}

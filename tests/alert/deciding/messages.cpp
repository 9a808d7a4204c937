#include "alert/alert.hpp"
#include "alert/deciding/world.hpp"
#include "alert/wording/sections.hpp"
#include "base/escape.hpp"
#include "support/hostile.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

// Messages as a whole.

using namespace plumbline;
using namespace plumbline::test;
using alert::Section;

namespace {

drift::Past whole_past() {
    auto past = past_since(noon() - std::chrono::hours(1));
    past.audits = 2;
    past.flaps = 3;
    past.evidence.window = {noon() - std::chrono::hours(2), noon() - std::chrono::minutes(79), {"ctime"}};
    past.evidence.suspects = {{"Alice Doe",
                               "alice",
                               "",
                               "192.0.2.7",
                               drift::Certainty::likely,
                               noon(),
                               "a sudo command names /etc/motd",
                               {{"auth.log", noon(), "sudo: alice : COMMAND=/usr/bin/vi /etc/motd"}}},
                              {"bob", "bob", "", "", drift::Certainty::possible, noon(), "was root", {}}};
    return past;
}

/// Everything that a finding can tell.
drift::Finding whole_finding() {
    auto made = finding({.past = whole_past(), .contact = "dba@example.org"});
    auto desired = *made.desired;
    desired.why = "CIS 5.2.1";
    desired.overridden_by = "CHG-1187 (standard.yaml:20)";
    made.desired = std::make_shared<const resource::Desired>(desired);
    made.diff = "--- actual\n+++ standard\n@@ -1 +1 @@\n-evil\n+good\n";
    made.would = {"set mode 0644 (now 0600)"};
    made.restarts = {"service:ssh"};
    made.remarks = {"a remark"};
    made.uncovered = {"waiver INC-7 (w.yaml:4) is void"};
    made.occasions = {"during the freeze 'year end'"};
    return made;
}

report::HostResult host_with(const std::string& name, const drift::Finding& finding) {
    report::HostResult result;
    result.name = name;
    result.declared = 1;
    result.findings = {finding};
    return result;
}

} // namespace

TEST_CASE("a message tells the whole story") {
    World world({to({"chat"})});
    world.settings.page = "https://reports.example.org/{{run}}.html";
    (void)world.run({host_with("web1", whole_finding())});
    const auto& message = world.last.front().message;
    CHECK(alert::subject_of(message) ==
          "[plumbline production] medium: web1: file:/etc/motd mode is 0600, should "
          "be 0644, since 2026-11-20 12:00Z");
    CHECK(alert::text_of(message, 100'000) ==
          R"(web1: file:/etc/motd mode is 0600, should be 0644, since 2026-11-20 12:00Z

file:/etc/motd (medium)
  hosts: web1
  mode: is 0600, should be 0644
  since: 2026-11-20 12:00Z (2 audits, came back 3 times)
  window: between 2026-11-20 11:00Z and 11:41Z (ctime)
  cause: host-changed
  suspect: Alice Doe (alice, from 192.0.2.7) likely: a sudo command names /etc/motd
  evidence: auth.log: sudo: alice : COMMAND=/usr/bin/vi /etc/motd
  or: bob possible: was root
  note: waiver INC-7 (w.yaml:4) is void
  note: during the freeze 'year end'
  note: a remark
  would: set mode 0644 (now 0600)
  restarts: service:ssh
  why: CIS 5.2.1
  overridden by: CHG-1187 (standard.yaml:20)
  declared: base.yaml:12
  contact: dba@example.org
  take it in hand: plumbline ack 01KAH4ZZZZABCDEFGHJKMNPQRS
    --- actual
    +++ standard
    @@ -1 +1 @@
    -evil
    +good

severity: medium
standard: acme 7 (production)
run: 01KAH5W2N0ABCDEFGHJKMNPQRS
contact: dba@example.org
report: https://reports.example.org/01KAH5W2N0ABCDEFGHJKMNPQRS.html
)");
    CHECK(message.since == noon() - std::chrono::hours(1));
    CHECK(message.at == noon());
    CHECK(message.members.front().drift == "01KAH4ZZZZABCDEFGHJKMNPQRS");
    (void)world.run({host("web1")});
    const auto& resolved = world.last.front().message;
    CHECK(alert::subject_of(resolved) ==
          "[plumbline production] resolved: web1: file:/etc/motd is as the standard "
          "says again, after 2h");
    CHECK(resolved.members.size() == 1);
    CHECK(resolved.members.front().over);
    CHECK(resolved.sections.front().over);
    CHECK(resolved.sections.front().facts.front() == Section::Fact{"over", "is as the standard says again"});
}

TEST_CASE("what was agreed on and who has it in hand is told with it") {
    World world({to({"chat"})});
    auto past = past_since(noon());
    past.acknowledged = drift::Acknowledgement{"carol", "on it", noon() + std::chrono::hours(24)};
    past.evidence.missing = {"no audit log"};
    (void)world.run({host("web1", {{.past = past}})});
    const auto text = alert::text_of(world.last.front().message, 100'000);
    CHECK(text.find("  taken: by carol until 2026-11-21 13:00Z: on it\n") != std::string::npos);
    CHECK(text.find("  suspect: not told: no audit log\n") != std::string::npos);
}

TEST_CASE("facts that hosts share are told once, others with their hosts") {
    const auto section = [](const std::string& host, std::vector<Section::Fact> facts) {
        return Section{.title = "file:/etc/motd", .hosts = {host}, .facts = std::move(facts)};
    };
    const auto merged =
        alert::merged({section("a", {{"mode", "x"}, {"since", "1"}, {"would", "p"}, {"would", "q"}}),
                       section("b", {{"mode", "x"}, {"since", "2"}, {"would", "p"}}),
                       section("c", {{"mode", "x"}, {"since", "2"}, {"would", "p"}, {"note", "n"}}),
                       section("d", {{"mode", "x"}, {"since", "3"}, {"would", "p"}}),
                       section("e", {{"mode", "x"}, {"since", "4"}, {"would", "p"}})});
    CHECK(merged.hosts == std::vector<std::string>{"a", "b", "c", "d", "e"});
    CHECK(merged.facts ==
          std::vector<Section::Fact>{{"mode", "x"},
                                     {"since", "1 (a); 2 (b and 1 more); 3 (d); otherwise on 1 host"},
                                     {"would", "p"},
                                     {"would", "q (a)"},
                                     {"note", "n (c)"}});
}

TEST_CASE("a diff, properties and sections are cut, and it is said") {
    World world({to({"chat"})});
    world.settings.storm = 3;
    auto long_one = whole_finding();
    long_one.diff.clear();
    for (int i = 0; i < 100; ++i)
        long_one.diff += fmt::format("-line {}\n", i);
    auto result = host_with("web1", long_one);
    for (int i = 0; i < 30; ++i)
        result.findings.push_back(finding({.title = fmt::format("/etc/{}", i), .others = 30}));
    result.declared = result.findings.size();
    (void)world.run({result});
    const auto& sections = world.last.front().message.sections;
    REQUIRE(sections.size() == 21);
    CHECK(sections.front().diff.ends_with("-line 39\n… the diff goes on for 60 lines\n"));
    CHECK(sections[1].facts[20] == Section::Fact{"differs", "and 11 more"});
    CHECK(sections.back().title == "11 more of 31");
    const auto text = alert::text_of(world.last.front().message, 2000);
    CHECK(text.size() <= 2000);
    CHECK(text.starts_with("31 new alerts: web1: file:/etc/motd"));
    CHECK(text.find("\n… cut: ") != std::string::npos);
    CHECK(text.ends_with(" lines left out\n"));
    CHECK(alert::text_of(world.last.front().message, 5).size() <= 5);
}

TEST_CASE("whatever a host says is one printable line, bounded, and the same after JSON") {
    for (const auto& [name, bytes] : payloads()) {
        INFO(name);
        World world({to({"chat"})});
        auto made = whole_finding();
        auto desired = *made.desired;
        desired.id.title = bytes;
        desired.why = desired.contact = desired.overridden_by = bytes;
        made.desired = std::make_shared<const resource::Desired>(desired);
        made.reason = bytes;
        made.properties.push_back({bytes, bytes, resource::Compared::Status::drift, bytes, bytes});
        made.properties.push_back({"p", "", resource::Compared::Status::unknown, "", "", bytes});
        made.would = made.restarts = made.remarks = made.uncovered = made.occasions = {bytes, bytes};
        made.diff = bytes;
        auto& past = *made.past;
        past.drift = bytes;
        past.evidence.window.narrowed_by = {bytes};
        past.evidence.suspects = {
            {bytes, bytes, bytes, bytes, drift::Certainty::likely, noon(), bytes, {{bytes, noon(), bytes}}}};
        past.acknowledged = drift::Acknowledgement{bytes, bytes, {}};
        auto failed = unreachable("db" + bytes);
        failed.error->message = failed.address = bytes;
        auto report = world.report_of({host_with("web" + bytes, made), failed});
        report.run.environment = report.run.standard_name = report.run.standard_version = bytes;
        report.run.id = report.run.contact = bytes;
        report.run.signoff = {approval::SignOff::Status::invalid, {bytes}, 2, 0, {bytes}};
        report.run.notices = {{bytes, approval::Notice::State::ended, bytes, 1, bytes}};
        world.settings.unreachable_after = 1;
        CHECK(world.run_of(report).size() == 4);
        for (const auto& parcel : world.last) {
            const auto& message = parcel.message;
            const auto is_line = [](const std::string& text, std::size_t most) {
                return base::printable(text) == text && text.size() <= most;
            };
            CHECK(is_line(message.headline, 1100));
            CHECK(is_line(alert::subject_of(message), 3200));
            for (const auto& text :
                 {message.environment, message.site, message.standard, message.run, message.contact})
                CHECK(is_line(text, 1100));
            for (const auto& member : message.members)
                for (const auto& text : {member.host, member.resource, member.what, member.drift})
                    CHECK(is_line(text, 1100));
            for (const auto& section : message.sections) {
                CHECK(is_line(section.title, 1100));
                CHECK(base::printable_lines(section.diff) == section.diff);
                CHECK(section.diff.size() <= 5000);
                for (const auto& [label, words] : section.facts) {
                    CHECK(is_line(label, 300));
                    CHECK(is_line(words, 1100));
                }
            }
            const auto text = alert::text_of(message, 4096);
            CHECK(text.size() <= 4096);
            CHECK(base::printable_lines(text) == text);
            CHECK(alert::message_from_json(alert::to_json(message)) == message);
        }
    }
}

TEST_CASE("a test and a message without environment say so") {
    alert::Message message;
    message.headline = "nothing is wrong";
    message.severity = Severity::info;
    CHECK(alert::subject_of(message) == "[plumbline] info: nothing is wrong");
    message.site = "acme";
    message.test = true;
    CHECK(alert::subject_of(message) == "[plumbline acme] test: info: nothing is wrong");
    CHECK(alert::text_of(message, 1000) ==
          "nothing is wrong\nThis is a test: nothing is wrong.\n\nseverity: info\n");
}

TEST_CASE("of a secret nothing but its token is told") {
    World world({to({"chat"})});
    auto made = finding({});
    const auto token = "token:" + std::string(32, 'a');
    made.properties = {
        {"content", "", resource::Compared::Status::drift, token, "token:" + std::string(32, 'b')}};
    made.properties.front().hidden = true;
    (void)world.run({host_with("web1", made)});
    CHECK(world.last.front().message.headline == "web1: file:/etc/motd content is token bbbbbbbbbbbb…, "
                                                 "should be token aaaaaaaaaaaa…, since 2026-11-20 13:00Z");
}

#include "report/faces/drawn.hpp"

#include "base/child.hpp"
#include "support/hostile.hpp"

#include <fmt/format.h>

#include <sstream>

namespace plumbline::test {
namespace {

base::Instant at(int hours) {
    return base::Instant(std::chrono::seconds(1795179602)) + std::chrono::hours(hours);
}

drift::Finding with_cover(const Made& made, drift::Cover::Kind kind, const std::string& id) {
    auto finding = made.finding();
    finding.covers = {{kind, id, "waivers/motd.yaml:4", "jane@example.org", "the owner accepts it", at(240)}};
    finding.occasions = {"inside CHG-0123's window"};
    return finding;
}

drift::Past seen(drift::News news, int hours_ago) {
    drift::Past past;
    past.drift = "7Q4K2M9XAB";
    past.news = news;
    past.cause = drift::Cause::host_changed;
    past.first_seen = at(-hours_ago);
    past.audits = static_cast<std::size_t>(hours_ago) + 1;
    past.evidence.window = {at(-hours_ago - 1), at(-hours_ago), {"ctime"}};
    return past;
}

Made drifting(const std::string& title, resource::Severity severity, int line) {
    return Made("file", title, drift::Status::drift, line)
        .severity(severity)
        .property("mode", Status::drift, "0644", "0600")
        .would("set mode 0644 (now 0600)");
}

void fill(report::RunRecord& run, const std::string& bytes) {
    for (auto* text : {&run.environment, &run.standard_name, &run.standard_version, &run.contact,
                       &run.revision, &run.revision_author, &run.unrecorded})
        *text = bytes;
    if (bytes.empty())
        run.standard_name = "nameless"; // as hosts, no standard is
    run.tags = {bytes};
    run.signoff = {approval::SignOff::Status::invalid, {bytes}, 2, 7, {bytes}};
    run.notices = {{bytes, approval::Notice::State::void_, bytes, 1, bytes}};
}

} // namespace

std::string drawn(const std::string& format, report::Report report, const report::Background& background) {
    const auto face = report::make_face(format);
    for (auto host = report.hosts.rbegin(); host != report.hosts.rend(); ++host) {
        face->add(*host);
        host->facts.clear();
        host->forget_in_sync();
    }
    std::ostringstream out;
    face->write(out, report, background);
    return std::move(out).str();
}

report::Report full_of(const std::string& bytes) {
    auto made = Made("file", bytes, drift::Status::drift, 7)
                    .why(bytes)
                    .override_by(bytes)
                    .reason(bytes)
                    .property(bytes, Status::drift, bytes, bytes, bytes)
                    .property("groups", Status::drift, bytes, base::List{bytes, bytes})
                    .unreadable("mode", bytes, bytes)
                    .diff("--- actual\n+++ standard\n@@ -1,1 +1,1 @@\n-" + bytes + "\n+fine\n")
                    .would(bytes)
                    .restarts(bytes)
                    .remark(bytes)
                    .past(past_of_bytes(bytes));
    const auto name = bytes.empty() ? "nameless" : bytes;
    auto result = host(name, {made, Made(name, name, drift::Status::unknown, 8).reason(bytes)});
    auto waived = made.finding();
    waived.status = drift::Status::waived;
    waived.covers = {{drift::Cover::Kind::waiver, bytes, bytes, bytes, bytes, at(1)}};
    waived.uncovered = {bytes};
    waived.occasions = {bytes};
    result.findings.push_back(std::move(waived));
    result.facts[bytes] = bytes;
    result.remark = bytes;
    result.address = bytes;
    result.declared = result.findings.size();
    auto report = report_of({std::move(result), failed_host("late" + bytes, transport::Stage::parse, bytes)});
    fill(report.run, bytes);
    return report;
}

report::Report of_every_state() {
    using enum resource::Severity;
    auto web1 = host("web1", {drifting("/etc/sudoers", critical, 3).past(seen(drift::News::opened, 0)),
                              drifting("/etc/motd", low, 4).past(seen(drift::News::none, 48)),
                              drifting("/etc/issue", medium, 5).past(seen(drift::News::changed, 2)),
                              Made("file", "/etc/hosts", drift::Status::in_sync, 6),
                              Made("package", "nis", drift::Status::skipped, 7).reason("os is debian"),
                              Made("file", "/etc/shadow", drift::Status::unknown, 8)
                                  .severity(high)
                                  .unreadable("mode", "0600", "permission denied")});
    web1.findings.push_back(with_cover(Made("file", "/etc/ntp.conf", drift::Status::waived, 9)
                                           .property("mode", Status::drift, "0644", "0600"),
                                       drift::Cover::Kind::waiver, "INC-77"));
    web1.findings.push_back(with_cover(Made("file", "/etc/hostname", drift::Status::pending, 10)
                                           .property("content", Status::drift, "a", "b"),
                                       drift::Cover::Kind::change, "CHG-0123"));
    web1.declared = web1.findings.size();
    auto cut = host("web2", {Made("file", "/etc/hosts", drift::Status::in_sync, 6)});
    cut.declared = 4;
    auto report = report_of({web1, cut, failed_host("web3", transport::Stage::auth, "the key was refused")});
    report.run.signoff = {approval::SignOff::Status::missing, {}, 2, 0, {"2 signatures wanted, none found"}};
    report.run.notices = {{"waiver INC-7", approval::Notice::State::ended, "waivers/x.yaml:4", 1,
                           "it ended on 2026-11-19; sign a new one"}};
    report.run.ledger_head = "sha256:" + std::string(64, 'c');
    return report;
}

namespace {

/// What is long is not said everywhere: that would only be slow.
report::Report with_value(const std::string& bytes) {
    return report_of(
        {host("web1", {Made("file", "/x", drift::Status::drift, 7)
                           .property("content", Status::drift, "short", bytes)
                           .diff("--- actual\n+++ standard\n@@ -1,1 +0,0 @@\n-" + bytes + "\n")})});
}

} // namespace

std::map<std::string, report::Report> all_samples() {
    constexpr std::size_t is_long = 1 << 16;
    auto all = samples();
    all.emplace("every-state", of_every_state());
    for (const auto& [name, bytes] : payloads())
        all.emplace("full of " + name, bytes.size() < is_long ? full_of(bytes) : with_value(bytes));
    return all;
}

std::string rendered(const std::string& markdown) {
    return objections_of({"cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough",
                          "-e", "footnotes", "-t", "html"},
                         markdown);
}

std::set<std::string> elements_of(const std::string& html) {
    std::set<std::string> names;
    for (auto at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        const auto begin = html[at + 1] == '/' ? at + 2 : at + 1;
        names.insert(html.substr(begin, html.find_first_of(" />", begin) - begin));
    }
    return names;
}

std::string objections_of(const std::vector<std::string>& argv, const std::string& text) {
    const auto ended = base::run_child(argv, text, {base::Deadline::after(std::chrono::seconds(60))});
    if (ended.end == base::ChildResult::End::exited && ended.code == 0)
        return ended.output + ended.errors;
    return fmt::format("ended with {}: {}{}", ended.code, ended.output, ended.errors);
}

} // namespace plumbline::test

#include "report/html/sample_pages.hpp"

#include "report/samples.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::test {
namespace {

using approval::Notice;
using approval::SignOff;
using drift::Cause;
using drift::Certainty;
using drift::Cover;
using drift::News;
using drift::Past;
using report::HostResult;
using report::Report;
using resource::Severity;

/// So many minutes before the samples' run.
base::Instant ago(int minutes) {
    return base::Instant(std::chrono::seconds(1795179602)) - std::chrono::minutes(minutes);
}

Past past_of(const std::string& drift, Cause cause, int minutes) {
    Past past;
    past.drift = drift;
    past.cause = cause;
    past.first_seen = ago(minutes);
    past.audits = static_cast<std::size_t>(minutes / 60 + 1);
    past.news = minutes == 0 ? News::opened : News::none;
    return past;
}

drift::Suspect jane(const std::string& path) {
    return {"Jane Roe",
            "jroe",
            "SHA256:q9tHcW0sZ1y4D8b3Xk7mVn2PfJr5LuTgEaCwYoIhB6M",
            "192.0.2.17",
            Certainty::likely,
            ago(71),
            "a sudo command names " + path,
            {{"auth.log", ago(71),
              "Nov 20 11:48:31 web1 sudo:     jroe : TTY=pts/0 ; PWD=/home/jroe ; USER=root ; "
              "COMMAND=/usr/bin/vim " +
                  path},
             {"auth.log", ago(74),
              "Nov 20 11:45:02 web1 sshd[4711]: Accepted publickey for jroe from 192.0.2.17 port 50122"}}};
}

Made sshd(const std::string& drift, int minutes, bool told) {
    auto past = past_of(drift, Cause::host_changed, minutes);
    past.evidence.window = {ago(120), ago(70), {"ctime of /etc/ssh/sshd_config"}};
    if (told)
        past.evidence.suspects = {
            jane("/etc/ssh/sshd_config"),
            {"unattended-upgrades", "", "", "", Certainty::possible, ago(80), "ran in that time", {}}};
    else
        past.evidence.missing = {
            "no audit log: 'auditctl -w /etc/ssh/sshd_config -p wa -k plumbline' would tell "
            "next time"};
    return Made("file", "/etc/ssh/sshd_config", drift::Status::drift, 27)
        .severity(Severity::critical)
        .why("CIS 5.2.7: nobody logs in as root")
        .property("mode", Status::drift, "at most 0600", "0644")
        .property("content", Status::drift, "sha256:" + std::string(64, '1'),
                  "sha256:" + std::string(64, '2'))
        .diff("--- actual\n+++ standard\n@@ -30,4 +30,4 @@\n # Authentication\n LoginGraceTime 30\n"
              "-PermitRootLogin yes\n+PermitRootLogin no\n MaxAuthTries 4\n")
        .would("set mode 0600 (now 0644)")
        .would("replace line 32 \"PermitRootLogin yes\" with \"PermitRootLogin no\"")
        .restarts("service:ssh")
        .past(past);
}

drift::Finding covered(Made made, drift::Status status, Cover cover) {
    auto finding = made.finding();
    finding.status = status;
    finding.covers.push_back(std::move(cover));
    finding.occasions = {"inside CHG-0123's window"};
    return finding;
}

drift::Finding pending(int number) {
    return covered(
        Made("package", "nginx", drift::Status::drift, 61)
            .severity(Severity::high)
            .property("version", Status::drift, ">= 1.24.0-2", "1.22.1-9")
            .would("install nginx 1.24.0-2 (now 1.22.1-9)")
            .restarts("service:nginx")
            .past(past_of(fmt::format("01KAH4PEND{}000000000000000", number), Cause::standard_changed, 600)),
        drift::Status::pending,
        {Cover::Kind::change, "CHG-0123", "changes/chg-0123.yaml:1", "jane@example.org, lee@example.org",
         "nginx with the fix for CVE-2026-1234, site by site", ago(-3000)});
}

drift::Finding waived(int number) {
    return covered(
        Made("sysctl", "net.ipv4.ip_forward", drift::Status::drift, 80)
            .property("value", Status::drift, "0", "1")
            .property("value", Status::drift, "0", "1", "boot")
            .would("set net.ipv4.ip_forward 0 (now 1)")
            .past(past_of(fmt::format("01KAH4WAIV{}000000000000000", number), Cause::first_seen, 20000)),
        drift::Status::waived,
        {Cover::Kind::waiver, "INC-77", "waivers/routing.yaml:4", "lee@example.org",
         "routes for the old VPN until it is gone", ago(-20000)});
}

drift::Finding void_waiver() {
    auto finding =
        Made("user", "deploy", drift::Status::drift, 90)
            .severity(Severity::high)
            .override_by("CHG-1187 (standard.yaml:20)")
            .property("groups", Status::drift, "www-data", base::List{"www-data", "docker", "sudo"})
            .property("shell", Status::drift, "/usr/sbin/nologin", "/bin/bash")
            .would("remove deploy from the groups docker, sudo")
            .would("set shell /usr/sbin/nologin (now /bin/bash)")
            .past(past_of("01KAH4V01D0000000000000000", Cause::host_changed, 2000))
            .finding();
    finding.past->evidence.window = {ago(2060), ago(2001), {}};
    finding.past->acknowledged = {"carol", "belongs to CHG-1201", ago(-2000)};
    finding.uncovered = {
        "waiver INC-7 (waivers/deploy.yaml:9) is void: groups is docker, sudo, www-data, accepted "
        "was docker, www-data"};
    return finding;
}

Made shadow() {
    const std::string reason = "permission denied; let the site use sudo for this host";
    return Made("file", "/etc/shadow", drift::Status::unknown, 44)
        .severity(Severity::critical)
        .unreadable("mode", "at most 0640", reason)
        .unreadable("owner", "root", reason);
}

HostResult with_sync(HostResult host, std::size_t in_sync) {
    host.forgotten = in_sync;
    host.declared += in_sync;
    host.facts = {{"os.id", "debian"}, {"os.version", "12"}};
    return host;
}

HostResult web(int number) {
    const auto drift = fmt::format("01KAH4WEB{:02}000000000000000", number);
    auto host = test::host(
        fmt::format("web{}", number),
        {sshd(drift, number == 1 ? 0 : 60, number <= 3),
         Made("package", "telnet", drift::Status::skipped, 50).reason("os.family is debian, wanted redhat")});
    host.findings.push_back(pending(number));
    host.declared = host.findings.size();
    host.groups = {number <= 3 ? "prod" : "stage", "web"};
    return with_sync(std::move(host), 57);
}

HostResult database(int number) {
    auto host = test::host(fmt::format("db{}", number), {shadow()});
    host.findings.push_back(waived(number));
    if (number == 1)
        host.findings.push_back(void_waiver());
    host.declared = host.findings.size();
    host = with_sync(std::move(host), 44);
    host.facts["os.version"] = "11";
    host.groups = {"db", "prod"};
    return host;
}

} // namespace

Report board() {
    std::vector<HostResult> hosts{database(1), database(2)};
    hosts.push_back(failed_host("edge1", transport::Stage::connect, "connection timed out after 10 s"));
    hosts.push_back(failed_host("edge2", transport::Stage::connect, "connection timed out after 10 s"));
    hosts.push_back(
        failed_host("mail1", transport::Stage::hostkey,
                    "the host key of mail1.example.org is not the known one\n  while connecting"));
    for (int number = 1; number <= 5; ++number)
        hosts.push_back(web(number));
    hosts.push_back(with_sync(test::host("cache1", {}), 31));
    hosts.push_back(with_sync(test::host("cache2", {}), 31));
    auto report = report_of(std::move(hosts));
    report.run.signoff = {
        SignOff::Status::invalid,
        {"jane@example.org"},
        2,
        41,
        {"2 approvers must have signed, 1 has: jane@example.org; `plumbline sign standard` adds a "
         "signature"}};
    report.run.revision = "git 1f3c2ab04d (main), clean";
    report.run.revision_author = "Lee Loe <lee@example.org>";
    report.run.ledger_head = "sha256:" + std::string(64, 'c');
    report.run.notices = {
        {"waiver INC-7", Notice::State::void_, "waivers/deploy.yaml:9", 0,
         "groups is docker, sudo, www-data, accepted was docker, www-data"},
        {"waiver INC-77", Notice::State::ends_soon, "waivers/routing.yaml:4", 2,
         "ends 2026-12-04; renew it or put the hosts right"},
        {"change CHG-0123", Notice::State::used, "changes/chg-0123.yaml:1", 5, "covers 5 drifts"}};
    return report;
}

report::Days board_days() {
    report::Days days;
    std::size_t open = 9;
    for (int number = 0; number < 30; ++number) {
        report::Day day;
        day.begin = std::chrono::floor<std::chrono::days>(ago(0)) - std::chrono::days(29 - number);
        day.audited = number != 11;
        if (day.audited) {
            day.opened = static_cast<std::size_t>(number * 7 % 5);
            day.resolved = std::min<std::size_t>(open, static_cast<std::size_t>(number * 5 % 6));
            open = open + day.opened - day.resolved;
            day.failed = number % 9 == 4 ? 2 : 0;
        }
        day.open = open;
        days.push_back(day);
    }
    return days;
}

report::Systems systems_of(const Report& report) {
    report::Systems systems;
    for (const auto& host : report.hosts)
        systems[host.name] = report::system_of(host);
    return systems;
}

Report fleet(std::size_t hosts, std::size_t resources, std::size_t drifts) {
    std::vector<std::vector<Made>> findings(hosts);
    for (std::size_t number = 0; number < drifts; ++number) {
        const std::size_t shared = number % 10 == 0 ? 10 : 1;
        for (std::size_t copy = 0; copy < shared; ++copy) {
            const auto host = (number * 37 + copy) % hosts;
            auto made = sshd(fmt::format("01KAH4{:06}{:02}000000000000", number, copy),
                             static_cast<int>(number + copy), true);
            made.property("text", Status::drift, fmt::format("line {}", number),
                          fmt::format("was {}", number));
            findings[host].push_back(made);
        }
    }
    std::vector<HostResult> all;
    for (std::size_t number = 0; number < hosts; ++number) {
        auto host = test::host(fmt::format("host{:04}", number), findings[number]);
        all.push_back(with_sync(std::move(host), resources - findings[number].size()));
    }
    return report_of(std::move(all));
}

} // namespace plumbline::test

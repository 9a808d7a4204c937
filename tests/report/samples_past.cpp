#include "report/samples.hpp"

#include <fmt/format.h>

namespace plumbline::test {

using drift::Case;
using drift::Cause;
using drift::Certainty;
using drift::News;
using drift::Past;
using drift::Suspect;

namespace {

/// So many minutes and seconds after 2026-11-20T11:00Z, two hours before the samples' run.
base::Instant at(int minutes, int seconds = 0) {
    return base::Instant(std::chrono::seconds(1795172400)) + std::chrono::minutes(minutes) +
           std::chrono::seconds(seconds);
}

Suspect alice() {
    return {"Alice Doe",
            "alice",
            "SHA256:q9tHcW0sZ1y4D8b3Xk7mVn2PfJr5LuTgEaCwYoIhB6M",
            "192.0.2.7",
            Certainty::likely,
            at(41, 5),
            "a sudo command names /etc/motd",
            {{"auth.log", at(41, 5),
              "Nov 20 11:41:05 web1 sudo:    alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; "
              "COMMAND=/usr/bin/vi /etc/motd"},
             {"auth.log", at(30),
              "Nov 20 11:30:00 web1 sshd[812]: Accepted publickey for alice from 192.0.2.7 port 4711 ssh2: "
              "ED25519 SHA256:q9tHcW0sZ1y4D8b3Xk7mVn2PfJr5LuTgEaCwYoIhB6M"}}};
}

Suspect bob() {
    return {"bob",
            "bob",
            "",
            "",
            Certainty::possible,
            at(39),
            "became root in that time",
            {{"auth.log", at(39),
              "Nov 20 11:39:00 web1 sudo: bob : TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/bash"}}};
}

Past past(Cause cause, Case evidence = {}) {
    Past past;
    past.drift = "01KAH4ZZZZABCDEFGHJKMNPQRS";
    past.cause = cause;
    past.first_seen = at(60);
    past.audits = 3;
    past.evidence = std::move(evidence);
    return past;
}

const std::string rule = "no audit log: 'auditctl -w /etc/motd -p wa -k plumbline' would tell next time";

Made motd() {
    return Made("file", "/etc/motd", drift::Status::drift, 12)
        .severity(resource::Severity::high)
        .property("mode", Status::drift, "0644", "0600");
}

Made edited() {
    auto told =
        past(Cause::host_changed, {{at(0), at(41, 7), {"ctime of /etc/motd"}}, {alice(), bob()}, {rule}});
    told.causes = {Cause::host_changed};
    told.acknowledged = {"carol", "belongs to CHG-1201, ends on Monday", at(60 * 24 * 3)};
    return motd().past(told);
}

Made edited_on_both_sides() {
    auto told = past(Cause::both,
                     {{at(40), at(41, 7), {"ctime of /etc/issue", "dpkg.log"}}, {}, {rule, "no sudo log"}});
    told.causes = {Cause::unknown, Cause::host_changed, Cause::standard_changed};
    told.news = News::changed;
    told.changed = at(120);
    return Made("file", "/etc/issue", drift::Status::drift, 20)
        .property("state", Status::in_sync, "present", "present")
        .property("mode", Status::drift, "0644", "0600")
        .property("owner", Status::drift, "root", "games")
        .past(told);
}

Made flapping() {
    auto told = past(Cause::host_changed, {{at(60 * 24 - 30), at(60 * 24 + 30), {}}, {}, {}});
    told.first_seen = at(60 * 24 + 30);
    told.flaps = 4;
    told.audits = 1;
    told.news = News::opened;
    return Made("service", "ntp", drift::Status::drift, 25)
        .property("running", Status::drift, "true", "false")
        .past(told);
}

Made with_cause(const std::string& title, Cause cause, Case evidence = {}) {
    return Made("package", title, drift::Status::drift, 30)
        .property("state", Status::drift, "absent", "present")
        .past(past(cause, std::move(evidence)));
}

} // namespace

report::Report remembered() {
    auto report = report_of(
        {host("web1",
              {edited(), edited_on_both_sides(), flapping(), with_cause("telnet", Cause::standard_changed),
               with_cause("rsh-client", Cause::first_seen), with_cause("nis", Cause::unknown),
               with_cause("talk", Cause::first_seen, {{std::nullopt, at(12), {"dpkg.log"}}, {bob()}, {}})})});
    report.run.ledger_head = "sha256:" + std::string(64, 'c');
    report.run.tags = {"security", "login"};
    return report;
}

report::Report remembered_herd() {
    std::vector<report::HostResult> hosts;
    for (int i = 1; i <= 10; ++i) {
        auto told = past(Cause::host_changed, {{at(0), at(41, 7), {"ctime of /etc/motd"}}, {}, {rule}});
        told.first_seen = at(60 * (i % 3));
        if (i <= 6)
            told.evidence.suspects = {alice()};
        if (i == 2 || i == 9)
            told.evidence.suspects.push_back(bob());
        if (i == 4)
            told.news = News::opened;
        if (i == 5)
            told.cause = Cause::first_seen;
        if (i > 8)
            told.acknowledged = {"carol", "", std::nullopt};
        auto made = motd();
        if (i != 10)
            made.past(told);
        hosts.push_back(host(fmt::format("web{:02}", i), {made}));
    }
    auto report = report_of(std::move(hosts));
    report.run.unrecorded = "the history sqlite:///var/lib/plumbline/history.db is locked\n  while recording";
    return report;
}

Past past_of_bytes(const std::string& bytes) {
    const Suspect suspect{bytes,
                          bytes + "account",
                          bytes,
                          bytes,
                          Certainty::certain,
                          at(1),
                          bytes,
                          {{bytes, at(1), bytes}, {"auth.log", at(1), bytes}}};
    auto told = past(Cause::host_changed, {{at(0), at(41, 7), {bytes}}, {suspect, suspect}, {bytes}});
    told.drift = bytes;
    told.acknowledged = {bytes, bytes, at(9)};
    return told;
}

} // namespace plumbline::test

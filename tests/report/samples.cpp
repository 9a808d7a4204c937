#include "report/samples.hpp"

#include <fmt/format.h>

namespace plumbline::test {

using report::HostResult;
using report::Report;
using resource::Severity;

const std::string hostile_bytes =
    std::string("\x1b]0;owned\x07\x1b[2J\r\n0 hosts: all in sync\n\t\x7f\xc2\x9b"
                "31m\xe2\x80\xaegnp\xff\xfe\"\\u0041</script>") +
    '\0' + "end";

Made::Made(const std::string& type, const std::string& title, drift::Status status, int line) {
    finding_.status = status;
    desired_.id = {type, title};
    const auto source = std::make_shared<const base::Source>(base::Source{"profiles/base.yaml", ""});
    desired_.place = {source, static_cast<std::size_t>(line), 5};
}

Made& Made::severity(Severity severity) {
    desired_.severity = severity;
    return *this;
}
Made& Made::why(const std::string& text) {
    desired_.why = text;
    return *this;
}
Made& Made::override_by(const std::string& text) {
    desired_.overridden_by = text;
    return *this;
}
Made& Made::reason(const std::string& text) {
    finding_.reason = text;
    return *this;
}
Made& Made::diff(const std::string& text) {
    finding_.diff = text;
    return *this;
}
Made& Made::would(const std::string& words) {
    finding_.would.push_back(words);
    return *this;
}
Made& Made::restarts(const std::string& id) {
    finding_.restarts.push_back(id);
    return *this;
}
Made& Made::remark(const std::string& text) {
    finding_.remarks.push_back(text);
    return *this;
}
Made& Made::property(const std::string& name, Status status, const std::string& expected, base::Value actual,
                     const std::string& subject) {
    finding_.properties.push_back({name, subject, status, expected, std::move(actual), ""});
    return *this;
}
Made& Made::hidden(resource::Since since) {
    finding_.properties.back().hidden = true;
    finding_.properties.back().since = since;
    return *this;
}

Made& Made::past(drift::Past past) {
    finding_.past = std::move(past);
    return *this;
}

Made& Made::cover(drift::Cover cover) {
    finding_.covers.push_back(std::move(cover));
    return *this;
}

Made& Made::uncovered(const std::string& why) {
    finding_.uncovered.push_back(why);
    return *this;
}

Made& Made::occasion(const std::string& words) {
    finding_.occasions.push_back(words);
    return *this;
}

Made& Made::unreadable(const std::string& name, const std::string& expected, const std::string& reason) {
    finding_.properties.push_back({name, "", Status::unknown, expected, "", reason});
    return *this;
}

drift::Finding Made::finding() const {
    auto finding = finding_;
    finding.desired = std::make_shared<const resource::Desired>(desired_);
    return finding;
}

HostResult host(const std::string& name, const std::vector<Made>& findings) {
    HostResult result;
    result.name = name;
    result.address = name + ".example.org:22";
    result.declared = findings.size();
    result.facts = {{"os.id", "debian"}, {"interfaces", base::List{"lo", "eth0"}}};
    result.seconds = 0.21;
    for (const auto& made : findings)
        result.findings.push_back(made.finding());
    return result;
}

HostResult failed_host(const std::string& name, transport::Stage stage, const std::string& message) {
    HostResult result;
    result.name = name;
    result.address = name + ".example.org:22";
    result.declared = 3;
    result.seconds = 10;
    result.error = {stage, message};
    return result;
}

Report report_of(std::vector<HostResult> hosts) {
    Report report;
    report.run.id = "01KAH5W2N0ABCDEFGHJKMNPQRS";
    report.run.started = base::Instant(std::chrono::seconds(1795179602));
    report.run.finished = report.run.started + std::chrono::milliseconds(4200);
    report.run.environment = "production";
    report.run.standard_name = "acme-production";
    report.run.standard_version = "2026.11.2";
    report.run.standard_digest = "sha256:" + std::string(64, 'a');
    report.run.probe_digest = "sha256:" + std::string(64, 'b');
    report.run.contact = "platform@example.org";
    report.hosts = std::move(hosts);
    return report;
}

namespace {

Made in_sync(const std::string& title, int line) {
    return Made("file", title, drift::Status::in_sync, line)
        .property("mode", Status::in_sync, "0644", "0644");
}

Made sshd_config() {
    return Made("file", "/etc/ssh/sshd_config", drift::Status::drift, 12)
        .severity(Severity::critical)
        .why("CIS 5.2.1")
        .property("state", Status::in_sync, "present", "present")
        .property("mode", Status::drift, "at most 0600", "0644")
        .property("content", Status::drift, "sha256:" + std::string(64, '1'),
                  "sha256:" + std::string(64, '2'))
        .diff("--- actual\n+++ standard\n@@ -1,4 +1,4 @@\n # managed by acme-production\n Port 22\n"
              "-PermitRootLogin yes\n+PermitRootLogin no\n UsePAM yes\n\\ No newline at end of file\n")
        .would("set mode 0600 (now 0644)")
        .would("replace the content (1 line of 4)")
        .restarts("service:ssh");
}

Made deploy_group() {
    return Made("group", "deploy", drift::Status::drift, 31)
        .override_by("CHG-1187 (standard.yaml:20)")
        .property("members", Status::drift, "ada, grace", base::List{"mallory", "ada", "grace"})
        .would("remove mallory from the group deploy")
        .remark("mallory has no account on this host");
}

Made cron_folder() {
    auto made = Made("directory", "/etc/cron.d", drift::Status::drift, 40).severity(Severity::high);
    for (int i = 1; i <= 23; ++i)
        made.property("purge", Status::drift, "absent", "file", fmt::format("job-{:02}", i));
    return made.would("remove 23 entries that nobody declared");
}

Made shadow() {
    const std::string reason = "permission denied; let the site use sudo for this host";
    return Made("file", "/etc/shadow", drift::Status::unknown, 44)
        .unreadable("mode", "0600", reason)
        .unreadable("owner", "root", reason)
        .unreadable("content", "sha256:" + std::string(64, '3'), reason);
}

Made telnet() {
    return Made("package", "telnet", drift::Status::skipped, 50).reason("os.family is debian, wanted redhat");
}

Report mixed() {
    auto remarkable = host("db1", {in_sync("/etc/motd", 10), shadow(), telnet()});
    remarkable.groups = {"db", "prod"};
    remarkable.remark =
        "the system's ssh was used: the host offers only rsa-sha2-512, which libssh2 1.10 lacks";
    return report_of(
        {remarkable,
         failed_host("db2", transport::Stage::hostkey,
                     "the host key of db2.example.org is not known\n  while connecting; add it with "
                     "ssh-keyscan after checking its fingerprint"),
         host("web1", {in_sync("/etc/motd", 10), sshd_config(), deploy_group(), cron_folder(), shadow()}),
         host("web2", {in_sync("/etc/motd", 10), in_sync("/etc/issue", 11)})});
}

Report hostile() {
    auto made =
        Made("file", "/srv/" + hostile_bytes, drift::Status::drift, 7)
            .why(hostile_bytes)
            .property("owner", Status::drift, "root", hostile_bytes, hostile_bytes)
            .property("groups", Status::drift, "a, b", base::List{hostile_bytes, ""})
            .unreadable("mode", "0644", hostile_bytes)
            .diff("--- actual\n+++ standard\n@@ -1,1 +1,1 @@\n-" + hostile_bytes + "\n+fine\n")
            .would("set owner root (now " + hostile_bytes + ")")
            .restarts("service:" + hostile_bytes)
            .remark(hostile_bytes)
            .cover(
                {drift::Cover::Kind::waiver, hostile_bytes, hostile_bytes, hostile_bytes, hostile_bytes, {}})
            .uncovered(hostile_bytes)
            .occasion(hostile_bytes)
            .past(past_of_bytes(hostile_bytes));
    auto evil = host("evil" + hostile_bytes,
                     {made, Made("file", "/x", drift::Status::unknown, 8).reason(hostile_bytes)});
    evil.groups = {hostile_bytes};
    evil.facts["hostname"] = hostile_bytes;
    evil.facts[hostile_bytes] = base::List{hostile_bytes};
    evil.remark = hostile_bytes;
    auto failed = failed_host("late", transport::Stage::parse, hostile_bytes);
    failed.address = hostile_bytes;
    auto report = report_of({evil, failed});
    report.run.revision = hostile_bytes;
    report.run.revision_author = hostile_bytes;
    report.run.signoff = {
        approval::SignOff::Status::missing, {hostile_bytes}, 2, 0, {hostile_bytes, hostile_bytes}};
    report.run.notices = {{hostile_bytes, approval::Notice::State::void_, hostile_bytes, 1, hostile_bytes}};
    return report;
}

Report herd() {
    std::vector<HostResult> hosts;
    for (int i = 1; i <= 20; ++i) {
        const auto name = fmt::format("web{:02}", i);
        if (i == 7 || i == 8)
            hosts.push_back(failed_host(name, transport::Stage::connect, "connection timed out after 10 s"));
        else if (i == 9)
            hosts.push_back(failed_host(name, transport::Stage::auth,
                                        "the key ~/.ssh/audit was refused for audit@web09"));
        else if (i == 20)
            hosts.push_back(host(name, {in_sync("/etc/ssh/sshd_config", 12), deploy_group()}));
        else
            hosts.push_back(host(name, {sshd_config(), shadow()}));
    }
    return report_of(std::move(hosts));
}

Report all_failed() {
    return report_of(
        {failed_host("web1", transport::Stage::resolve, "no address is known for web1.example.org"),
         failed_host("web2", transport::Stage::deadline, "not done within 90 s")});
}

} // namespace

std::map<std::string, Report> samples() {
    return {{"agreed", agreed()},         {"all-failed", all_failed()},
            {"empty", report_of({})},     {"herd", herd()},
            {"hostile", hostile()},       {"in-sync", report_of({host("web1", {in_sync("/etc/motd", 10)})})},
            {"mixed", mixed()},           {"not-signed-off", not_signed_off()},
            {"remembered", remembered()}, {"remembered-herd", remembered_herd()}};
}

} // namespace plumbline::test

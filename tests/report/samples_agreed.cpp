#include "report/samples.hpp"

namespace plumbline::test {

using approval::Notice;
using approval::SignOff;
using drift::Cover;

namespace {

/// So many days after 2026-11-20T00:00Z, the day of the samples' run.
base::Instant day(int days) {
    return base::Instant(std::chrono::seconds(1795132800)) + std::chrono::hours(24 * days);
}

Cover vendor() {
    return {Cover::Kind::waiver,
            "INC-7",
            "waivers/motd.yaml:4",
            "joe@example.org",
            "the vendor's installer wants it",
            day(11)};
}

Cover rollout() {
    return {Cover::Kind::change,  "CHG-0123", "changes/0123.yaml:1", "jane@example.org, joe@example.org",
            "TLS 1.3 everywhere", day(1)};
}

Made motd(drift::Status status) {
    return Made("file", "/etc/motd", status, 12)
        .severity(resource::Severity::high)
        .property("mode", Status::drift, "0644", "0600")
        .would("set mode 0644 (now 0600)");
}

Made nginx() {
    return Made("file", "/etc/nginx/tls.conf", drift::Status::pending, 20)
        .property("owner", Status::in_sync, "root", "root")
        .property("mode", Status::drift, "0644", "0640")
        .cover(rollout())
        .occasion("inside CHG-0123's window");
}

Made issue() {
    return Made("file", "/etc/issue", drift::Status::drift, 30)
        .property("mode", Status::drift, "0644", "0666")
        .uncovered("waiver INC-9 (waivers/motd.yaml:14) is void: mode is 0666, accepted was 0600")
        .occasion("during the freeze 'year end'");
}

Made right(const std::string& title) {
    return Made("file", title, drift::Status::in_sync, 40).property("mode", Status::in_sync, "0644", "0644");
}

} // namespace

report::Report agreed() {
    auto report =
        report_of({host("web1", {motd(drift::Status::waived).cover(vendor()), nginx(), right("/etc/hosts")}),
                   host("web2", {motd(drift::Status::drift), issue(), right("/etc/hosts")})});
    auto& run = report.run;
    run.signoff = {SignOff::Status::valid, {"jane@example.org", "joe@example.org"}, 2, 12, {}};
    run.revision = "git 1f3c2ab9 (main), clean";
    run.revision_author = "Jane Doe <jane@example.org>";
    run.notices = {
        {"waiver INC-7", Notice::State::used, "waivers/motd.yaml:4", 1, "covers drift on 1 host"},
        {"waiver INC-9", Notice::State::void_, "waivers/motd.yaml:14", 0,
         "mode of file:/etc/issue on web2 is 0666, accepted was 0600: put it right, or accept it anew"},
        {"change CHG-0100", Notice::State::ended, "changes/0100.yaml:1", 0,
         "it ended on 2026-11-19: take the file away"}};
    return report;
}

report::Report not_signed_off() {
    auto report = report_of({host("web1", {right("/etc/hosts")})});
    report.run.signoff = {
        SignOff::Status::invalid,
        {"jane@example.org"},
        2,
        12,
        {"1 of 2 signatures: jane@example.org signed; let another approver run `plumbline sign standard`",
         "files/motd was edited after the sign-off: expected sha256:1111, found sha256:2222; undo the edit, "
         "or "
         "sign the standard anew"}};
    report.run.partial = true;
    return report;
}

} // namespace plumbline::test

#pragma once

#include "base/digest.hpp"
#include "plan/plan.hpp"

#include <string>

namespace plumbline::test {

inline base::Instant moment(const std::string& text) {
    return *base::parse_instant(text);
}

inline plan::PlannedResource planned(const std::string& id) {
    return {.id = *standard::parse_identity(id), .seen = base::sha256(id)};
}

inline plan::PlannedStep planned_step(const std::string& operation, const std::string& path,
                                      const std::string& words) {
    return {.operation = operation,
            .path = path,
            .words = words,
            .undo = "put back what was there, from its backup",
            .digest = base::sha256(words)};
}

/// Two resources, of which the first to be applied is the less risky; ssh is restarted at the end.
inline plan::HostPlan web_plan(const std::string& name) {
    auto motd = planned("file:/etc/motd");
    motd.severity = resource::Severity::low;
    motd.place = "profiles/base.yaml:3";
    motd.drifts = {{.property = "mode",
                    .status = resource::Compared::Status::drift,
                    .expected = "0644",
                    .actual = base::Value("0600")}};
    motd.actions = {"set mode 0644 (now 0600)"};
    motd.steps = {planned_step("set-attributes", "/etc/motd", "set of /etc/motd: mode 0644")};
    auto sshd = planned("file:/etc/ssh/sshd_config");
    sshd.severity = resource::Severity::high;
    sshd.why = "nobody logs in by password";
    sshd.place = "profiles/ssh.yaml:12";
    sshd.drifts = {{.property = "content",
                    .status = resource::Compared::Status::drift,
                    .expected = base::sha256("PermitRootLogin no\n"),
                    .actual = base::Value(base::sha256("PermitRootLogin yes\n"))}};
    sshd.actions = {"write the content"};
    sshd.steps = {planned_step("write-file", "/etc/ssh/sshd_config", "write /etc/ssh/sshd_config: 1 line")};
    sshd.steps.front().diff =
        "--- actual\n+++ standard\n@@ -1 +1 @@\n-PermitRootLogin yes\n+PermitRootLogin no\n";
    sshd.declined = {{"capabilities", "the host has no setcap: install libcap2-bin"}};
    sshd.risks = {{risk::Kind::connectivity, "decides who can log in by SSH", {"/etc/ssh/sshd_config"}},
                  {risk::Kind::restart, "restarts", {"service:ssh"}}};
    sshd.requires_ = {"file:/etc/motd"};
    sshd.notifies = {"service:ssh"};
    plan::HostPlan host{.name = name, .address = name + ".example.org:22", .resources = {motd, sshd}};
    host.refreshes = {{*standard::parse_identity("service:ssh"),
                       {"file:/etc/ssh/sshd_config"},
                       {planned_step("run", "", "run systemctl restart ssh.service")},
                       {}}};
    host.refreshes.front().steps.front().undo = "a restart is not taken back";
    host.left = {{*standard::parse_identity("service:cron"), "waived by INC-7"}};
    return host;
}

/// Two hosts alike, one where all is declined, one that could not be seen.
inline plan::Plan sample_plan() {
    plan::Plan plan{.id = "01JDABCDEFGHJKMNPQRSTVWXYZ",
                    .made = moment("2026-11-20T13:00:02Z"),
                    .expires = moment("2026-11-20T17:00:02Z"),
                    .environment = "production",
                    .standard_name = "acme",
                    .standard_version = "2026.11.2",
                    .standard_digest = base::sha256("acme"),
                    .revision = "git 1f3c2ab (main), clean",
                    .tool = "plumbline 0.1.0"};
    plan::HostPlan app{.name = "app1", .address = "app1.example.org:22"};
    auto user = planned("user:joe");
    user.declined = {{"", "what a user says is only audited"}};
    app.resources = {user};
    plan.hosts = {
        app, {.name = "db1", .error = "connect: connection refused"}, web_plan("web1"), web_plan("web2")};
    return plan;
}

/// A plan that says this wherever a host, a standard or an inventory can say something.
inline plan::Plan plan_full_of(const std::string& text) {
    auto plan = sample_plan();
    plan.environment = plan.standard_name = plan.standard_version = plan.revision = text;
    plan.tags = {text};
    auto& host = plan.hosts[2];
    host.name = host.address = text;
    host.left = {{{text, text}, text}};
    auto& resource = host.resources.back();
    resource.id = {"file", text};
    resource.why = resource.place = text;
    resource.drifts = {{.property = text,
                        .subject = text,
                        .status = resource::Compared::Status::drift,
                        .expected = text,
                        .actual = base::Value(text)}};
    resource.actions = resource.requires_ = resource.notifies = {text};
    resource.steps = {{"run", text, text, text, text, text}};
    resource.declined = {{text, text}};
    resource.risks = {{risk::Kind::purge, text, {text}}};
    host.refreshes = {{{text, text}, {text}, resource.steps, resource.declined}};
    plan.hosts[1].error = text;
    return plan;
}

} // namespace plumbline::test

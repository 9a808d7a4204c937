#include "audit/investigation.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

using namespace plumbline;
using drift::Cause;
using drift::News;
using std::chrono::seconds;

namespace {

/// 2026-11-21T06:00:00Z
const base::Instant found_at{seconds(1'795'240'800)};

drift::Finding finding(News news, Cause cause, bool was_right = true) {
    resource::Desired desired;
    desired.id = {"file", "/etc/motd"};
    drift::Finding made;
    made.desired = std::make_shared<const resource::Desired>(std::move(desired));
    made.status = drift::Status::drift;
    made.properties = {{.property = "mode", .status = resource::Compared::Status::drift}};
    drift::Past past;
    past.news = news;
    past.cause = cause;
    past.causes = {cause};
    past.evidence.window.before = found_at;
    if (was_right)
        past.evidence.window.after = found_at - seconds(3600);
    made.past = past;
    return made;
}

report::HostResult host_with(const drift::Finding& one) {
    report::HostResult host;
    host.name = "web1";
    host.findings = {one};
    return host;
}

audit::Investigation as(const std::string& account) {
    return {{}, {}, [account](const std::string&) { return account; }};
}

/// What a host answers whose auth.log has these lines, and nothing else.
probe::Answers answers(const probe::Queries& asked, const std::string& lines) {
    probe::Answers all;
    for (const auto& question : asked) {
        const auto about = question.arguments.empty() ? "" : question.arguments.front();
        if (question.kind == "log_clock")
            all.add(question, probe::Answered{"1795240800 +0000\n86400.00 1.00\n"});
        else if (question.kind == "log_lines" && about == "/var/log/auth.log")
            all.add(question, probe::Answered{"whole\n" + lines});
        else
            all.add(question, probe::Absent{});
    }
    return all;
}

const drift::Case& case_of(const report::HostResult& host) {
    return host.findings.front().past->evidence;
}

std::string suspects(const report::HostResult& host) {
    std::string text;
    for (const auto& suspect : case_of(host).suspects)
        text += fmt::format("{} {}: {}\n", suspect.who, drift::name(suspect.certainty), suspect.why);
    return text;
}

const std::string alices_key = "SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE";
const std::string audits_key = "SHA256:q9tHcW0sZ1y4D8b3Xk7mVn2PfJr5LuTgEaCwYoIhB6M";

std::string accepted(const std::string& time, const std::string& account, const std::string& key) {
    return fmt::format("Nov 21 {} web1 sshd[812]: Accepted publickey for {} from 10.0.0.9 port 50112 ssh2: "
                       "ED25519 {}\n",
                       time, account, key);
}

} // namespace

TEST_CASE("a host is asked about news that it made itself since it was seen right, and about nothing else") {
    struct Case {
        drift::Finding finding;
        bool asked;
    };
    drift::Finding without_past;
    without_past.status = drift::Status::drift;
    const std::vector<Case> cases{
        {finding(News::opened, Cause::host_changed), true},
        {finding(News::changed, Cause::both), true},
        {finding(News::none, Cause::host_changed), false},
        {finding(News::opened, Cause::standard_changed), false},
        {finding(News::opened, Cause::first_seen), false},
        {finding(News::opened, Cause::unknown), false},
        {finding(News::opened, Cause::host_changed, false), false},
        {without_past, false},
    };
    for (std::size_t i = 0; i < cases.size(); ++i) {
        INFO(i);
        CHECK(as("audit").questions(host_with(cases[i].finding)).empty() != cases[i].asked);
    }
}

TEST_CASE("a host that failed is not asked") {
    auto host = host_with(finding(News::opened, Cause::host_changed));
    host.error = report::HostError{transport::Stage::probe, "gone"};
    CHECK(as("audit").questions(host).empty());
}

TEST_CASE("what a host recorded names whom it points to, and not the one who asks") {
    auto host = host_with(finding(News::opened, Cause::host_changed));
    auto investigation = as("audit");
    const auto asked = investigation.questions(host);
    const auto lines =
        accepted("05:30:00", "alice", alices_key) +
        "Nov 21 05:30:10 web1 sudo:    alice : PWD=/ ; USER=root ; COMMAND=/usr/bin/tee /etc/motd\n" +
        accepted("05:59:59", "audit", audits_key) +
        "Nov 21 05:59:59 web1 sudo:    audit : PWD=/ ; USER=root ; COMMAND=/usr/bin/sh\n";
    investigation.conclude(host, answers(asked, lines), found_at);
    CHECK(suspects(host) == "alice likely: a sudo command names /etc/motd\n");
}

TEST_CASE("another key to the account that asks is somebody else") {
    auto host = host_with(finding(News::opened, Cause::host_changed));
    auto investigation = as("root");
    const auto asked = investigation.questions(host);
    investigation.conclude(
        host,
        answers(asked, accepted("05:30:00", "root", alices_key) + accepted("05:59:59", "root", audits_key)),
        found_at);
    REQUIRE(case_of(host).suspects.size() == 1);
    CHECK(case_of(host).suspects.front().key == alices_key);
}

TEST_CASE("when a host does not answer, its drift says why nobody is named, and keeps its window") {
    auto host = host_with(finding(News::opened, Cause::host_changed));
    auto investigation = as("audit");
    REQUIRE_FALSE(investigation.questions(host).empty());
    investigation.conclude(host, report::HostError{transport::Stage::probe, "web1 closed the connection"},
                           found_at);
    CHECK(case_of(host).suspects.empty());
    CHECK(case_of(host).missing ==
          base::List{"what the host recorded could not be read: web1 closed the connection"});
    CHECK(case_of(host).window.after == found_at - seconds(3600));
    CHECK(case_of(host).window.before == found_at);
}

TEST_CASE("of several hosts each is told what is its own") {
    auto investigation = as("audit");
    auto first = host_with(finding(News::opened, Cause::host_changed));
    auto second = first;
    second.name = "web2";
    REQUIRE_FALSE(investigation.questions(first).empty());
    REQUIRE_FALSE(investigation.questions(second).empty());
    investigation.conclude(second, report::HostError{transport::Stage::probe, "gone"}, found_at);
    CHECK(case_of(first).missing.empty());
    CHECK(case_of(second).missing.size() == 1);
}

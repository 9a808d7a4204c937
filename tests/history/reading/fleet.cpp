#include "history/reading/fleet.hpp"

#include "history/store/sql.hpp"

#include <fmt/format.h>

namespace plumbline::test {

using resource::Compared;

drift::Finding finding(const std::string& title, const std::string& actual,
                       const std::vector<std::string>& tags) {
    auto desired = std::make_shared<resource::Desired>();
    desired->id = {"file", title};
    desired->place = {std::make_shared<base::Source>(base::Source{"base.yaml", ""}), 7, 0};
    desired->attributes["text"] = {resource::Exactly{std::string("good")}};
    desired->why = "because";
    desired->tags = tags;
    drift::Finding finding{.desired = desired};
    Compared compared{.property = "text"};
    compared.expected = "good";
    compared.actual = actual;
    compared.status = actual == "good" ? Compared::Status::in_sync : Compared::Status::drift;
    if (actual == "unreadable") {
        compared.status = Compared::Status::unknown;
        compared.reason = "permission denied";
    }
    finding.status = compared.status == Compared::Status::in_sync ? drift::Status::in_sync
                     : compared.status == Compared::Status::drift ? drift::Status::drift
                                                                  : drift::Status::unknown;
    if (finding.status == drift::Status::drift)
        finding.would = {"set text good (now " + actual + ")"};
    finding.properties.push_back(std::move(compared));
    return finding;
}

report::HostResult host(const std::string& name, std::vector<drift::Finding> findings) {
    report::HostResult host;
    host.name = name;
    host.address = name + ".example.org:22";
    host.groups = {"prod", "web"};
    host.declared = findings.size();
    host.findings = std::move(findings);
    host.facts = {{"hostname", name}, {"now", std::string("2025-11-21T04:40:07Z")}};
    host.used = transport::Choice::libssh2;
    return host;
}

report::HostResult failed_host(const std::string& name) {
    report::HostResult host;
    host.name = name;
    host.address = name + ".example.org:22";
    host.error = report::HostError{transport::Stage::connect, "refused\n  while connecting"};
    host.declared = 3;
    return host;
}

report::RunRecord Fleet::begin(const std::vector<std::string>& tags) {
    now += std::chrono::hours(1);
    report::RunRecord run;
    run.id = fmt::format("01KAAAAAAAAAAAAAAAAAAAA{:03}", ++runs_);
    run.started = now;
    run.finished = now + std::chrono::nanoseconds(4'249'999'999);
    run.environment = "production";
    run.standard_name = "acme";
    run.standard_version = "7";
    run.standard_digest = "sha256:abc";
    run.probe_digest = "sha256:def";
    run.tags = tags;
    return run;
}

report::Report Fleet::audit(std::vector<report::HostResult> hosts, const std::vector<std::string>& tags) {
    report::Report report{begin(tags), {}};
    const history::RunSubject subject{
        site, tags.empty() ? history::Coverage::whole : history::Coverage::tagged, drift::Secrecy("key")};
    history::Recorder recorder(database, subject, report.run, hints);
    double seconds = 0.1;
    for (auto& host : hosts) {
        host.seconds = seconds += 0.0625;
        recorder.recall(host);
        if (judged)
            judged(host);
        recorder.add(host);
    }
    report.hosts = std::move(hosts);
    if (told)
        told(report.run);
    recorder.finish(report);
    return report;
}

void Fleet::interrupted() {
    const auto run = begin({});
    const history::Recorder recorder(database, {site, history::Coverage::whole, drift::Secrecy("key")}, run,
                                     hints);
}

void Fleet::execute(const std::string& statement) {
    database.transaction([&] { database.sql() << statement; });
}

} // namespace plumbline::test

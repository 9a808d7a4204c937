#include "enforce/stages/surprise.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;

namespace {

const standard::Identity motd{"file", "/etc/motd"};

drift::Finding finding_of(const standard::Identity& id, drift::Status status) {
    auto desired = std::make_shared<resource::Desired>();
    desired->id = id;
    drift::Finding finding{.desired = desired, .status = status};
    if (status == drift::Status::drift)
        finding.properties.push_back({.property = "mode",
                                      .status = resource::Compared::Status::drift,
                                      .expected = "0644",
                                      .actual = std::string("0600")});
    return finding;
}

report::HostResult host_of(const drift::Finding& finding) {
    report::HostResult host;
    host.name = "web1";
    host.findings.push_back(finding);
    return host;
}

plan::PlannedResource planned(const standard::Identity& id) {
    plan::PlannedResource resource;
    resource.id = id;
    resource.steps.push_back({.operation = "run", .words = "run it"});
    return resource;
}

plan::Plan plan_of(const plan::HostPlan& host) {
    plan::Plan plan;
    plan.hosts.push_back(host);
    plan.hosts.back().name = "web1";
    return plan;
}

} // namespace

TEST_CASE("an audit after a stage shows what nobody expected") {
    const auto drifting = host_of(finding_of(motd, drift::Status::drift));
    const auto with_motd = plan_of({.name = "", .resources = {planned(motd)}});
    const auto empty = plan_of({.name = ""});
    SECTION("nothing drifts") {
        CHECK(enforce::surprise(with_motd, with_motd, host_of(finding_of(motd, drift::Status::in_sync)))
                  .empty());
    }
    SECTION("what the plan did not know") {
        CHECK(enforce::surprise(empty, empty, drifting) ==
              "web1: file:/etc/motd drifts, and did not when it was planned: mode is 0600, expected 0644");
    }
    SECTION("what the plan knew, and was not chosen") {
        CHECK(enforce::surprise(with_motd, empty, drifting).empty());
    }
    SECTION("what was put right") {
        CHECK(enforce::surprise(with_motd, with_motd, drifting) ==
              "web1: file:/etc/motd was put right, and drifts again: mode is 0600, expected 0644");
    }
    SECTION("what can be put right in part alone") {
        auto partly = with_motd;
        partly.hosts.front().resources.front().declined.push_back({"mode", "it is only audited"});
        CHECK(enforce::surprise(partly, partly, drifting).empty());
    }
    SECTION("what was left") {
        const auto left = plan_of({.name = "", .left = {{motd, "the standard says enforce: never"}}});
        CHECK(enforce::surprise(left, empty, drifting).empty());
    }
    SECTION("a host that can't be audited") {
        report::HostResult silent;
        silent.name = "web1";
        silent.error = {transport::Stage::connect, "connection refused"};
        CHECK(enforce::surprise(with_motd, with_motd, silent) ==
              "web1 could not be audited: connect: connection refused");
    }
}

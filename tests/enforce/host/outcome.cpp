#include "enforce/host/outcome.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::enforce;

namespace {

const standard::Identity conf{"file", "/etc/app.conf"};
const standard::Identity app{"service", "app"};

plan::PlannedSteps steps(const base::List& words) {
    plan::PlannedSteps all;
    for (const auto& one : words)
        all.push_back({.operation = "run", .words = one});
    return all;
}

/// Whether app is fresh, where its own turn ran that and ended so.
bool fresh(const base::List& own, Outcome outcome = Outcome::applied,
           const base::List& refresh = {"run systemctl restart app"}) {
    const plan::HostPlan plan{
        .name = "web1",
        .resources = {{.id = conf, .seen = ""}, {.id = app, .seen = "", .steps = steps(own)}}};
    const std::vector<ResourceOutcome> outcomes{{.id = conf, .outcome = Outcome::applied},
                                                {.id = app, .outcome = outcome}};
    return is_fresh(plan, outcomes, {.id = app, .notified_by = {conf.text()}, .steps = steps(refresh)});
}

} // namespace

TEST_CASE("what was started or restarted in its own turn is not restarted again") {
    CHECK(fresh({"run systemctl restart app"}));
    CHECK(fresh({"run systemctl enable app", "run systemctl start app"}));
    CHECK(fresh({"run rc-service app start"}, Outcome::applied, {"run rc-service app try-restart"}));
    CHECK_FALSE(fresh({"run systemctl enable app"}));
    CHECK_FALSE(fresh({"run systemctl restart app"}, Outcome::already));
    CHECK_FALSE(fresh({"run systemctl restart app"}, Outcome::applied,
                      {"run systemctl daemon-reload", "run systemctl restart app"}));
}

TEST_CASE("what was restarted before something that notifies it is restarted again") {
    const plan::HostPlan plan{
        .name = "web1",
        .resources = {{.id = app, .seen = "", .steps = steps({"run systemctl start app"})},
                      {.id = conf, .seen = ""}}};
    const plan::Refresh refresh{
        .id = app, .notified_by = {conf.text()}, .steps = steps({"run systemctl restart app"})};
    const auto outcomes = [](Outcome later) {
        return std::vector<ResourceOutcome>{{.id = app, .outcome = Outcome::applied},
                                            {.id = conf, .outcome = later}};
    };
    CHECK_FALSE(is_fresh(plan, outcomes(Outcome::applied), refresh));
    CHECK(is_fresh(plan, outcomes(Outcome::already), refresh));
    CHECK_FALSE(is_fresh({.name = "web1"}, {}, refresh));
}

TEST_CASE("what was put right has notified others, what was right has not") {
    const plan::HostPlan plan{
        .name = "web1",
        .resources = {{.id = conf, .seen = "", .notifies = {app.text()}}, {.id = app, .seen = ""}}};
    const auto notified = [&](Outcome outcome, const standard::Identity& id) {
        return was_notified(plan, {{.id = conf, .outcome = outcome}, {.id = app}}, id);
    };
    CHECK(notified(Outcome::applied, app));
    CHECK_FALSE(notified(Outcome::applied, conf));
    CHECK_FALSE(notified(Outcome::already, app));
}

#include "alert/deciding/world.hpp"

#include <fmt/format.h>

namespace plumbline::test {

using resource::Compared;

namespace {

/// Takes everything, and may forget.
class Sink : public alert::Channel {
public:
    explicit Sink(bool forgets) : forgets_(forgets) {}
    [[nodiscard]] alert::Outcome send(const alert::Message& /*message*/,
                                      base::Deadline /*deadline*/) const override {
        return {};
    }
    [[nodiscard]] bool forgets() const override { return forgets_; }

private:
    bool forgets_;
};

} // namespace

drift::Finding finding(const MadeFinding& made) {
    resource::Desired desired;
    desired.id = {"file", made.title};
    desired.severity = made.severity;
    desired.contact = made.contact;
    desired.tags = {made.tags.begin(), made.tags.end()};
    const auto source = std::make_shared<const base::Source>(base::Source{"base.yaml", ""});
    desired.place = {source, 12, 5};
    drift::Finding finding;
    finding.desired = std::make_shared<const resource::Desired>(desired);
    finding.status = made.status;
    finding.past = made.past;
    if (made.status == drift::Status::unknown)
        finding.reason = "permission denied";
    else
        finding.properties.push_back({"mode", "", Compared::Status::drift, "0644", made.mode});
    for (std::size_t i = 0; i < made.others; ++i)
        finding.properties.push_back({fmt::format("p{}", i), "", Compared::Status::drift, "a", "b"});
    return finding;
}

report::HostResult host(const std::string& name, std::vector<MadeFinding> findings) {
    report::HostResult result;
    result.name = name;
    result.address = name + ":22";
    for (const auto& made : findings)
        result.findings.push_back(finding(made));
    result.declared = findings.size();
    return result;
}

report::HostResult unreachable(const std::string& name, transport::Stage stage) {
    report::HostResult result;
    result.name = name;
    result.address = name + ":22";
    result.declared = 1;
    result.error = {stage, "no answer"};
    return result;
}

std::vector<report::HostResult> herd(std::size_t count, const std::vector<MadeFinding>& findings) {
    std::vector<report::HostResult> hosts;
    for (std::size_t i = 1; i <= count; ++i)
        hosts.push_back(host(fmt::format("web{}", i), findings));
    return hosts;
}

drift::Past past_since(base::Instant since, drift::Cause cause) {
    drift::Past past;
    past.drift = "01KAH4ZZZZABCDEFGHJKMNPQRS";
    past.first_seen = since;
    past.cause = cause;
    return past;
}

Route to(std::vector<std::string> destinations) {
    return {.name = "route 1", .to = std::move(destinations)};
}

base::Instant noon() {
    return *base::parse_instant("2026-11-20T13:00:00Z");
}

World::World(std::vector<Route> routes) {
    for (const auto* name : {"chat", "oncall", "second", "seniors", "am"})
        settings.channels.emplace(name, std::make_unique<Sink>(name == std::string("am")));
    settings.routes = std::move(routes);
    for (std::size_t i = 1; i <= 20; ++i) {
        const auto name = fmt::format("web{}", i);
        inventory.hosts.emplace(name, inventory::Host{name, {"all", "web"}, {}});
        inventory.host_order.push_back(name);
    }
}

report::Report World::report_of(std::vector<report::HostResult> hosts) const {
    report::Report report;
    report.run.id = "01KAH5W2N0ABCDEFGHJKMNPQRS";
    report.run.started = now;
    report.run.finished = now;
    report.run.environment = "production";
    report.run.standard_name = "acme";
    report.run.standard_version = "7";
    report.run.contact = "platform@example.org";
    report.hosts = std::move(hosts);
    return report;
}

std::vector<std::string> World::run(std::vector<report::HostResult> hosts) {
    return run_of(report_of(std::move(hosts)));
}

std::vector<std::string> World::run_of(report::Report report) {
    return take(alert::situation_of(report, "acme"));
}

std::vector<std::string> World::take(const alert::Situation& situation) {
    alert::decide(settings, inventory, situation, memory);
    last = std::exchange(memory.outbox, {});
    std::vector<std::string> lines;
    for (const auto& parcel : last)
        lines.push_back(fmt::format("{} {}{}: {}", parcel.destination, alert::name(parcel.message.event),
                                    parcel.not_before > now ? " (held)" : "", parcel.message.headline));
    now += std::chrono::hours(1);
    return lines;
}

} // namespace plumbline::test

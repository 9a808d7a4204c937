#include "impact/impact.hpp"
#include "support/by_schema.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace plumbline;
using impact::Effect;
using resource::Compared;

namespace {

const auto desired = [] {
    auto made = std::make_shared<resource::Desired>();
    made->id = {"file", "/etc/ssh/sshd_config"};
    made->place = {std::make_shared<const base::Source>(base::Source{"ssh.yaml", ""}), 12, 3};
    made->severity = resource::Severity::high;
    made->why = "CIS 5.2.1";
    return std::shared_ptr<const resource::Desired>(made);
}();

drift::Finding finding(drift::Status status, const std::string& expected, const std::string& actual) {
    drift::Finding made{.desired = desired};
    made.status = status;
    Compared mode{.property = "mode", .expected = expected, .actual = actual};
    mode.status = status == drift::Status::drift ? Compared::Status::drift : Compared::Status::in_sync;
    if (status == drift::Status::unknown) {
        mode.status = Compared::Status::unknown;
        mode.reason = "the last audit did not look at it as this would";
    }
    made.properties.push_back(mode);
    if (status == drift::Status::drift) {
        made.would = {"set mode " + expected + " (now " + actual + ")"};
        made.restarts = {"service:ssh"};
    }
    return made;
}

impact::HostImpact host(const std::string& name, std::vector<impact::Consequence> consequences) {
    impact::HostImpact made{.host = name};
    made.when = base::Instant(std::chrono::hours(24 * 365) + std::chrono::minutes(made.host.size()));
    made.consequences = std::move(consequences);
    made.same = 3;
    return made;
}

impact::Impact sample() {
    using enum drift::Status;
    impact::Impact impact{.standard = "acme 2",
                          .standard_digest = "sha256:" + std::string(64, 'c'),
                          .instead_of = "acme 1",
                          .asked = base::Instant(std::chrono::hours(24 * 365 + 3)),
                          .origin = "proposed.yaml",
                          .current_origin = "standard.yaml"};
    const auto drifts = finding(drift, "0600", "0644");
    impact.hosts.push_back(host("web1", {{Effect::drifts, drifts, finding(in_sync, "0644", "0644")}}));
    impact.hosts.push_back(host("web2", {{Effect::drifts, drifts, finding(in_sync, "0644", "0644")}}));
    impact.hosts.push_back(
        host("web3", {{Effect::rights, finding(in_sync, "0600", "0600"), finding(drift, "0644", "0600")}}));
    impact.hosts.push_back(host("web4", {{Effect::unobserved, finding(unknown, "0600", ""), std::nullopt}}));
    impact.hosts.push_back({.host = "web\x1b[31m5"});
    return impact;
}

} // namespace

TEST_CASE("a reviewer reads the verdict, each consequence once, what can't be told, and how old all is") {
    const std::string expected = R"(acme 2 instead of acme 1
of 5 hosts: 2 would drift where they don't now, 1 would become right where they drift now, 2 would restart service:ssh, 2 not told

would drift     file:/etc/ssh/sshd_config  on 2 of 5 hosts  (ssh.yaml:12)
  mode  is 0644, should be 0600
  why:     CIS 5.2.1
  would:   set mode 0600 (now 0644)
  would:   then notify service:ssh
  hosts:   web1, web2

would be right  file:/etc/ssh/sshd_config  on 1 of 5 hosts  (ssh.yaml:12)
  now:     mode is 0600, should be 0644
  hosts:   web3

can't be told   file:/etc/ssh/sshd_config  on 1 of 5 hosts  (ssh.yaml:12)
  mode  could not be checked: the last audit did not look at it as this would
  why:     CIS 5.2.1
  hosts:   web4

can't be told   1 host that the history has no audit of
  hosts:   web\x1b[31m5

an audit with the proposed standard tells what can't be told, and changes nothing:
plumbline audit --history none -s proposed.yaml web4 web\x1b[31m5

no host was touched: this is of the last audits,
the oldest of 1971-01-01T00:04:00Z (web1, 2h56m ago)
)";
    CHECK(impact::as_text(sample(), {}) == expected);
}

TEST_CASE("an impact without consequences says so") {
    impact::Impact impact{.standard = "acme 2", .standard_digest = "", .instead_of = "acme 1", .asked = {}};
    impact.hosts.push_back(host("web1", {}));
    CHECK(impact::as_text(impact, {}).find("of 1 host: nothing would change\n") != std::string::npos);
}

TEST_CASE("two standards that are called alike are told apart by their paths") {
    auto impact = sample();
    impact.instead_of = impact.standard;
    CHECK(impact::as_text(impact, {}).find("acme 2 (proposed.yaml) instead of acme 2 (standard.yaml)\n") ==
          0);
}

TEST_CASE("the JSON of an impact holds all that the text tells") {
    using nlohmann::json;
    const auto told = json::parse(impact::as_json(sample()));
    const auto schema = json::parse(impact::json_schema());
    CHECK(test::objections(schema, told).empty());
    auto without = told;
    without.erase("hosts");
    CHECK_FALSE(test::objections(schema, without).empty());
    CHECK(told["format"] == "plumbline.impact/1");
    const json summary{{"hosts", 5},
                       {"drifts", 2},
                       {"differs", 0},
                       {"rights", 1},
                       {"gone", 0},
                       {"untold", 2},
                       {"restarts", {{"service:ssh", 2}}}};
    CHECK(told["summary"] == summary);
    CHECK(told["hosts"][0]["observed"] == "1971-01-01T00:04:00Z");
    CHECK(told["hosts"][0]["same"] == 3);
    const auto& resource = told["hosts"][0]["resources"][0];
    CHECK(resource["id"] == "file:/etc/ssh/sshd_config");
    CHECK(resource["effect"] == "drifts");
    CHECK(resource["declared"] == "ssh.yaml:12");
    const json mode{{"name", "mode"}, {"status", "drift"}, {"expected", "0600"}, {"actual", "0644"}};
    const json proposed{{"status", "drift"},
                        {"would", {"set mode 0600 (now 0644)"}},
                        {"restarts", {"service:ssh"}},
                        {"properties", json::array({mode})}};
    CHECK(resource["proposed"] == proposed);
    CHECK(resource["now"]["status"] == "in-sync");
    CHECK(told["hosts"][3]["resources"][0]["proposed"]["properties"][0]["reason"] ==
          "the last audit did not look at it as this would");
    CHECK_FALSE(told["hosts"][4].contains("observed"));
    CHECK(told["hosts"][4]["name"] == "web\\x1b[31m5");
}

#pragma once

#include "alert/deciding/decide.hpp"

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace plumbline::test {

using alert::Route;
using alert::Trigger;
using resource::Severity;

/// A file whose mode drifts, unless said otherwise.
struct MadeFinding {
    std::string title = "/etc/motd";
    std::string mode = "0600"; ///< 0644 is in sync
    Severity severity = Severity::medium;
    drift::Status status = drift::Status::drift;
    std::optional<drift::Past> past = {};
    std::set<std::string> tags = {};
    std::string contact = {};
    std::size_t others = 0; ///< so many properties differ, too
};
[[nodiscard]] drift::Finding finding(const MadeFinding& made);

[[nodiscard]] report::HostResult host(const std::string& name, std::vector<MadeFinding> findings = {});
[[nodiscard]] report::HostResult unreachable(const std::string& name,
                                             transport::Stage stage = transport::Stage::connect);
/// web1, web2, … each with these findings.
[[nodiscard]] std::vector<report::HostResult> herd(std::size_t count,
                                                   const std::vector<MadeFinding>& findings);
[[nodiscard]] drift::Past past_since(base::Instant since, drift::Cause cause = drift::Cause::host_changed);

[[nodiscard]] Route to(std::vector<std::string> destinations);

/// 2026-11-20 13:00Z.
[[nodiscard]] base::Instant noon();

/// A site with channels "chat", "oncall", "second", "seniors" and "am", which forgets, and a run each hour.
class World {
public:
    explicit World(std::vector<Route> routes);

    /// What a run tells, a line each: "chat opened: web1: file:/etc/motd …". What is held back, with
    /// "(held)".
    std::vector<std::string> run(std::vector<report::HostResult> hosts);
    std::vector<std::string> run_of(report::Report report);
    std::vector<std::string> take(const alert::Situation& situation);
    [[nodiscard]] report::Report report_of(std::vector<report::HostResult> hosts) const;

    alert::Settings settings = {};
    inventory::Inventory inventory = {};
    alert::Memory memory = {};
    base::Instant now = noon();
    std::vector<alert::Parcel> last = {}; ///< what the last run told
};

} // namespace plumbline::test

// plan: findings → what enforce would do, step by step, bound to the digests of the standard and of what was
// seen. Pure: it sees values, never a host; what it makes is what people sign.
#pragma once

#include "base/clock.hpp"
#include "drift/finding.hpp"
#include "report/report.hpp"
#include "resource/steps/step.hpp"
#include "risk/risk.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::plan {

/// One step as people read it. The bytes of files are not in it: whoever applies the plan makes the step
/// again, from the same standard and the same sight of the host, and its digest must be this.
struct PlannedStep {
    std::string operation; ///< "write-file", "set-attributes", "make-folder", "make-link", "remove", "run"
    std::string path = {}; ///< raw: what it touches; empty of a command
    std::string words; ///< raw: "write /etc/motd: 2 lines, sha256:…", "run systemctl restart ssh.service"
    std::string undo = {}; ///< raw: what takes it back, or why nothing does
    std::string diff = {}; ///< of what a file holds, unified; nothing where a secret is in it
    /// "sha256:…" of what is done and of all that is told of it, a secret by its token: whoever makes the
    /// step again proves by it that the words and the diff tell the truth.
    std::string digest = {};
    bool operator==(const PlannedStep&) const = default;
};
using PlannedSteps = std::vector<PlannedStep>;

/// What would be done about one resource that drifts.
struct PlannedResource {
    standard::Identity id;
    resource::Severity severity = resource::Severity::medium;
    std::string why = {};
    std::string place = {};                      ///< in the standard: "profiles/base.yaml:12"
    std::string seen;                            ///< "sha256:…" of what drifts, as it was seen
    std::vector<resource::Compared> drifts = {}; ///< what is and what should be
    base::List actions = {};                     ///< in words
    PlannedSteps steps = {};                     ///< empty: nothing is done
    std::vector<resource::Declined> declined = {};
    risk::Risks risks = {};
    base::List requires_ = {}; ///< of the plan's resources those that come before, "package:nginx"
    base::List notifies = {};  ///< of the host's resources, "service:nginx"
    bool operator==(const PlannedResource&) const = default;
};

/// What is done at the end, once, for those that notify it.
struct Refresh {
    standard::Identity id;
    base::List notified_by;
    PlannedSteps steps = {};
    std::vector<resource::Declined> declined = {};
    bool operator==(const Refresh&) const = default;
};

/// What no step is made for, though it may not be as the standard says.
struct Left {
    standard::Identity id;
    std::string reason; ///< "waived by INC-7 until 2026-12-01", "could not be checked: …"
    bool operator==(const Left&) const = default;
};

struct HostPlan {
    std::string name;
    std::string address = {};
    std::string error = {};                      ///< why nothing is planned: "connect: connection refused"
    std::vector<PlannedResource> resources = {}; ///< in the order in which they are put right
    std::vector<Refresh> refreshes = {};         ///< after them, in this order
    std::vector<Left> left = {};

    [[nodiscard]] bool has_steps() const;
    bool operator==(const HostPlan&) const = default;
};

struct Plan {
    std::string id; ///< of the run that made it: a ULID
    base::Instant made;
    base::Instant expires; ///< nobody applies it after that
    std::string environment = {};
    std::string standard_name = {};
    std::string standard_version = {};
    std::string standard_digest = {};
    std::string revision = {};
    base::List tags = {};             ///< only resources with one of them were looked at; empty: all
    std::vector<HostPlan> hosts = {}; ///< by name
    std::string tool = {};
    bool operator==(const Plan&) const = default;
};

/// Format plumbline.plan/1; same plan, same bytes. Its `digest` stands on its second line, and is that of the
/// other lines.
[[nodiscard]] std::string as_json(const Plan& plan);
/// "sha256:…", the one in the JSON: what people sign and type.
[[nodiscard]] std::string digest_of(const Plan& plan);
/// Strictly read. Throws base::Error with what was expected and found, a digest included that is not that of
/// the rest.
[[nodiscard]] Plan read_plan(std::string_view json);
/// Why nobody may apply it at that time, as one line: it expired, or was made later than that. Empty where it
/// holds.
[[nodiscard]] std::string out_of_date(const Plan& plan, base::Instant now);
/// The JSON Schema of that format, as `plumbline schema --plan` prints it.
[[nodiscard]] std::string plan_schema();

/// A plan as it lies in its file: its bytes are what people sign.
struct PlanFile {
    std::filesystem::path path;
    std::string bytes;
    Plan plan;
    std::string digest;
};
inline constexpr std::size_t largest_plan = 64 << 20; ///< bytes
/// Throws base::Error, as read_plan() does.
[[nodiscard]] PlanFile read_plan_file(const std::filesystem::path& path);

} // namespace plumbline::plan

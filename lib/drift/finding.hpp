// drift: catalog × observed → findings, property by property; text and tree diffs; severity. Pure: it sees
// values, never a host.
#pragma once

#include "catalog/catalog.hpp"
#include "drift/cover.hpp"
#include "drift/past.hpp"
#include "drift/secrecy.hpp"
#include "facts/facts.hpp"
#include "resource/type.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::drift {

enum class Status { in_sync, drift, pending, waived, unknown, skipped };
[[nodiscard]] std::string_view name(Status status);

/// What was found of one resource on one host. Texts of a host are raw bytes here; whoever shows them escapes
/// them. Of a secret value nothing but its token is in it.
struct Finding {
    std::shared_ptr<const resource::Desired> desired;
    Status status = Status::unknown;
    std::string reason = {};                         ///< why skipped or unknown as a whole
    std::vector<resource::Compared> properties = {}; ///< in sync ones included
    std::string diff = {};                  ///< unified, "--- actual", "+++ standard"; printable text
    std::vector<std::string> would = {};    ///< what enforce would do, in words
    std::vector<std::string> restarts = {}; ///< what it would notify: "service:ssh"
    std::vector<std::string> remarks = {};
    /// What the look at it saw, for later questions; without fetched bytes, and nothing where a secret is in
    /// it.
    resource::Observed observed = {};
    std::optional<Past> past = {}; ///< of a drift, where runs are recorded
    /// What was agreed on about a drift that is waived or pending.
    std::vector<Cover> covers = {};
    /// Why an agreement about it does not hold, each in one line: "waiver INC-7 (waivers/x.yaml:4) is void:
    /// mode is 0640, accepted was 0600".
    std::vector<std::string> uncovered = {};
    /// What of the calendar it fell into: "inside CHG-0123's window", "during the freeze 'year end'".
    std::vector<std::string> occasions = {};

    [[nodiscard]] bool has_unknown() const; ///< some property, or all of it, could not be checked
    /// Whether it is not as the standard says, be it agreed on or not.
    [[nodiscard]] bool deviates() const;
};

/// The facts decide whether each resource applies; the answers, whether it is as it should be. Every resource
/// of the catalog gets a finding: the count evaluated is the count declared.
[[nodiscard]] std::vector<Finding> find(const catalog::Catalog& catalog, const facts::Facts& facts,
                                        const probe::Answers& answers, const Secrecy& secrecy);

} // namespace plumbline::drift

// drift: catalog × observed → findings, property by property; text and tree diffs; severity. Pure: it sees values, never
// a host.
#pragma once

#include "catalog/catalog.hpp"
#include "facts/facts.hpp"
#include "resource/type.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::drift {

enum class Status { in_sync, drift, pending, waived, unknown, skipped };
[[nodiscard]] std::string_view name(Status status);

/// What was found of one resource on one host. Texts of a host are raw bytes here; whoever shows them escapes them.
struct Finding {
    std::shared_ptr<const resource::Desired> desired;
    Status status = Status::unknown;
    std::string reason;                           ///< why skipped or unknown as a whole
    std::vector<resource::Compared> properties;   ///< in sync ones included
    std::string diff;                             ///< unified, "--- actual", "+++ standard"; printable text
    std::vector<std::string> would;               ///< what enforce would do, in words
    std::vector<std::string> restarts;            ///< what it would notify: "service:ssh"
    std::vector<std::string> remarks;
    [[nodiscard]] bool has_unknown() const;       ///< some property, or all of it, could not be checked
};

/// The facts decide whether each resource applies; the answers, whether it is as it should be. Every resource of the
/// catalog gets a finding: the count evaluated is the count declared.
[[nodiscard]] std::vector<Finding> find(const catalog::Catalog& catalog, const facts::Facts& facts,
                                        const probe::Answers& answers);

struct DiffLimits {
    std::size_t bytes = 1 << 20;                  ///< of either side; beyond, only a remark
    std::size_t lines = 400;                      ///< of the result; what is cut is said
};
/// A unified diff from what is to what should be (libgit2). Binary content, missing final newlines and CRLF are made
/// visible; the text is printable.
[[nodiscard]] std::string text_diff(std::string_view actual, std::string_view standard, std::string_view remark,
                                    const DiffLimits& limits = {});

} // namespace plumbline::drift

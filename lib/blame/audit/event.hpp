// audit.log: its lines, joined to events by their serials.
#pragma once

#include "blame/reading/clock.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::blame {

/// A line's fields, those inside msg='…' and those of the enriched form too ("AUID"). Of what was written in
/// quotes, without them; of what may be in hexadecimal digits, decoded.
using AuditFields = std::map<std::string, std::string>;

struct AuditEvent {
    HostTime when;
    std::multimap<std::string, AuditFields> lines; ///< by type: "SYSCALL", "PATH", …
    std::string_view first;                        ///< as it was written
    [[nodiscard]] const AuditFields* line(const std::string& type) const;
};

/// In the order in which they begin. Lines that are none are passed over.
[[nodiscard]] std::vector<AuditEvent> audit_events(const std::vector<std::string_view>& lines);

/// "" when there is none.
[[nodiscard]] const std::string& audit_field(const AuditFields& fields, const std::string& name);

/// Whether the system call writes to what it opens, or changes a name or mode.
[[nodiscard]] bool audit_writes(const AuditFields& system_call);

} // namespace plumbline::blame

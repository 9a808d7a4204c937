#pragma once

#include "probe/status.hpp"
#include "resource/type.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumbline::resource {

// What file, directory and symlink have in common: whether a thing is there, of which kind, whose, and who
// may use it.

/// The attribute `state`: "Whether the file must be there."
[[nodiscard]] Attribute state_attribute(std::string_view thing);

/// The attributes mode, owner and group.
[[nodiscard]] std::vector<Attribute> permission_attributes();

/// What stands at a path: something, nothing, or nobody can tell.
using Seen = std::variant<probe::FileStatus, probe::Absent, probe::CannotTell>;

/// What a question of the kind `stat` or `stat_followed` was answered.
[[nodiscard]] Seen seen(const probe::Answers& answers, const probe::Question& question);

/// Objects to a `state` that is a matcher and to what stands beside `state: absent`; the message, or "".
[[nodiscard]] std::string object_to_state(const Schema& schema, const Desired& desired);

/// Puts `state` first and, when the thing must be there, its `kind` second.
[[nodiscard]] Expectations with_kind(Expectations expectations, const Desired& desired,
                                     std::string_view kind);

/// Observes `state` and `kind`. The status when there is a thing of that kind, else nullptr: then everything
/// else that is expected has been observed, as missing or unreadable.
const probe::FileStatus* observe_presence(const Seen& seen, const Expectations& expectations,
                                          std::string_view kind, Observed& observed);

/// Observes mode, owner and group, as `desired` names them under `prefix`.
void observe_permissions(const probe::FileStatus& status, const Desired& desired, Observed& observed);

/// Every expected property that has no observation yet gets this reading.
void observe_others(Observed& observed, const Expectations& expectations, const Reading& reading);

/// What was seen of a property of the resource itself, "" when nothing.
[[nodiscard]] std::string seen_text(const Observed& observed, std::string_view property);

/// An owner or group as it is compared and shown: its number where the matcher names that number, else its
/// name, or its number when the host has no name for it.
[[nodiscard]] std::string account_text(const Desired& desired, const std::string& attribute,
                                       const std::string& name, std::uint64_t number);

} // namespace plumbline::resource

#pragma once

#include "approval/accepting/accepted.hpp"
#include "approval/agreements/document.hpp"
#include "approval/agreements/terms.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace plumbline::approval {

/// What became of hosts when one standard followed another.
struct StandardStep {
    std::optional<std::string> from; ///< nothing: whatever was before
    std::string to;                  ///< "sha256:…"
};
/// What the standard changed of one resource; with a value, what hosts were changed to before it.
struct ResourceStep {
    inventory::Pattern hosts;
    standard::Identity resource;
    std::optional<Accepted> pinned = {};
};
using Step = std::variant<StandardStep, ResourceStep>;

/// An approved, ticketed change.
struct Change {
    std::string id; ///< "CHG-0123"
    std::string title;
    std::string by; ///< who makes it
    std::string reason;
    Period period;
    std::vector<Step> covers;
    base::Place where = {};
    std::string place = {};
    std::string approvers = {}; ///< who signed it, joined
    std::string lacking = {};   ///< why it does not count; empty when it does
};

/// The one change of a file; nothing where something is wrong with it.
[[nodiscard]] std::optional<Change> read_change(const Document& document, base::Instant now,
                                                base::Diagnostics& diagnostics);

/// Refuses changes of one name.
void refuse_repeated(const std::vector<Change>& changes, base::Diagnostics& diagnostics);

} // namespace plumbline::approval

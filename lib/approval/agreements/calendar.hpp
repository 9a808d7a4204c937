#pragma once

#include "approval/agreements/document.hpp"
#include "approval/agreements/terms.hpp"
#include "drift/past.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace plumbline::approval {

/// When nobody is to change a host, but for these changes.
struct Freeze {
    std::string name;
    Period period;
    std::optional<inventory::Pattern> hosts = {}; ///< nothing: all
    std::vector<std::string> except = {};         ///< names of changes
    base::Place where = {};
};

/// A window that comes again: each day, or each week on one.
struct Recurrence {
    std::optional<std::chrono::weekday> day; ///< nothing: each
    std::chrono::minutes at;                 ///< after midnight UTC
    base::Milliseconds length;
};

/// When hosts may be changed.
struct MaintenanceWindow {
    std::string name;
    std::variant<Period, Recurrence> when;
    std::optional<inventory::Pattern> hosts = {};
    base::Place where = {};
};

/// How a time stands to a period: inside it as a whole, or for the greater part.
enum class Overlap { none, most, whole };
[[nodiscard]] Overlap overlap(const Period& time, const Period& period);

/// The time in which a host moved, where both its ends are known.
[[nodiscard]] std::optional<Period> period_of(const drift::Window& window);

class Calendar {
public:
    [[nodiscard]] static Calendar read(const Document& document, base::Instant now,
                                       base::Diagnostics& diagnostics);

    /// "inside the window 'weekly patching'", "during the freeze 'year end'", "perhaps …" where the greater
    /// part of the time is. `changes`: those that the drift may belong to; their freezes are not told.
    [[nodiscard]] std::vector<std::string> occasions(const inventory::Host& host, const Period& time,
                                                     const std::vector<std::string>& changes) const;

    /// The first freeze of the host that holds then and does not except the change.
    [[nodiscard]] std::optional<std::string> freeze_at(base::Instant at, const inventory::Host& host,
                                                       const std::string& change) const;

private:
    std::vector<Freeze> freezes_;
    std::vector<MaintenanceWindow> windows_;
};

} // namespace plumbline::approval

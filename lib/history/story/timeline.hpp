#pragma once

#include "base/clock.hpp"
#include "drift/finding.hpp"
#include "history/deeds/deeds.hpp"
#include "history/store/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::history {

// The stories of drifts. Of each, `drifts` has from which run until before which it was open; `drift_events`
// when it opened, changed again and was right again, with the cause and what the host's logs said then;
// `observations` how it was before and after each of these, and what was agreed on about it; and the ledger's
// entries of kind `acknowledgement` who took it in hand, of kind `enforcement` and `rollback` which runs
// changed it.

/// A property that moved: what a report would call its actual value, before and after.
struct Moved {
    std::string property;
    std::string subject;
    std::optional<base::Value> from; ///< nothing: there was no such thing, or nobody had looked
    std::optional<base::Value> to;
    std::string expected; ///< as reports print it
    bool hidden = false;  ///< a secret: both are tokens
};

/// What a run that changes hosts did about the resource.
struct Handled {
    Deed::Kind kind = Deed::Kind::enforcement;
    base::Instant when; ///< when it ended
    std::string run;    ///< of a rollback the one that was taken back
    std::string plan;   ///< its digest
    std::string by;
    DeedPart part;
};

struct StoryEvent {
    /// waived, pending: it was agreed on, or on other terms; uncovered: that ended, or is void; enforced,
    /// rolled_back: a run was to put it right, or to take that back.
    enum class Kind {
        opened,
        changed,
        resolved,
        acknowledged,
        waived,
        pending,
        uncovered,
        enforced,
        rolled_back
    };
    Kind kind = Kind::opened;
    base::Instant when; ///< when the run that saw it began; when it was acknowledged
    std::string run;    ///< the audit's id; empty for what no audit saw
    /// opened and changed: cause and case as they were found out then; acknowledged: by whom
    drift::Past past = {};
    std::vector<Moved> moved = {};
    std::vector<drift::Cover> covers = {};   ///< waived, pending: under what; uncovered: under what it was
    std::vector<std::string> uncovered = {}; ///< uncovered: why that does not hold any more
    /// resolved: nobody put it right, the standard no longer speaks of it
    bool undeclared = false;
    /// enforced, rolled_back: what that run came to; opened: the last that wrote it before
    std::optional<Handled> handled = {};
};
[[nodiscard]] std::string_view name(StoryEvent::Kind kind);

struct Story {
    std::string drift; ///< its name: what `ack` takes
    std::string host;
    standard::Identity resource;
    resource::Severity severity = resource::Severity::medium;
    base::Instant opened;
    std::optional<base::Instant> resolved; ///< nothing: it is still open
    std::vector<StoryEvent> events;        ///< oldest first
    std::size_t flaps = 0;                 ///< flapping.hpp, of the resource as of now
};

/// Which drifts.
struct StoryChoice {
    std::optional<std::string> host = {};
    std::optional<standard::Identity> resource = {};
    base::Instant since = {}; ///< those that are open, and those resolved since then
    bool open_only = false;
};

/// By the time when they opened, the newest last. `now` is for flapping. Within Database::snapshot(). Throws
/// base::Error that names the row for what is damaged.
[[nodiscard]] std::vector<Story> stories(Database& database, const std::string& site,
                                         const StoryChoice& choice, base::Instant now);

/// The resources that were ever observed on a host, in order.
[[nodiscard]] std::vector<standard::Identity> resources_of(Database& database, const std::string& site,
                                                           const std::string& host);

} // namespace plumbline::history

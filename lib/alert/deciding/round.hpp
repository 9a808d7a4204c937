#pragma once

#include "alert/deciding/routing.hpp"
#include "alert/deciding/sightings.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace plumbline::alert {

/// An open alert in this run.
struct Turn {
    OpenAlert alert;
    std::optional<Event> event = {};  ///< what is to be told of it; nothing: it is silent
    std::set<std::string> about = {}; ///< the members that this happened to, by key

    /// The more urgent event is told, of the members that it happened to.
    void raise(Event happened, const std::string& member);
    void raise_for_all(Event happened);
};

[[nodiscard]] bool is_storm(const OpenAlert& alert);
/// Whether all that it is about is over.
[[nodiscard]] bool is_over(const OpenAlert& alert);
/// The worst of those that are not over; of all where all are.
[[nodiscard]] Severity severity_of(const OpenAlert& alert);

/// One run's deciding, step by step. All that it refers to must outlive it.
struct Round {
    const Settings& settings;
    const Situation& situation;
    std::map<std::string, Seen>& seen;
    Routing routing;
    Sightings sightings;
    std::vector<Turn> turns = {};
};

// The steps, in their order.

/// Brings the open alerts to what was seen: members that are over, and alerts that are.
void follow(Round& round);
/// Tells what is worse or otherwise to those who know of it, and what is new to those who do not.
void open_alerts(Round& round);
/// Says again what is open for long.
void remind(Round& round);
/// Tells others what nobody took in hand.
void escalate(Round& round);

/// Where each member that is not over was told of: the index of its turn, by destination and key.
using Told = std::map<std::pair<std::string, std::string>, std::size_t>;
[[nodiscard]] Told told_in(const std::vector<Turn>& turns);

/// A new alert, with no members yet.
[[nodiscard]] OpenAlert new_alert(const Round& round, const std::string& destination, const Route& route);
void add_member(OpenAlert& alert, const Subject& subject);
/// The same for one that may have been a member before, and be so again.
void join(OpenAlert& alert, const Subject& subject);

} // namespace plumbline::alert

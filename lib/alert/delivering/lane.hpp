#pragma once

#include "alert/memory/memory.hpp"

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plumbline::alert {

/// Alerts of which a message stays behind, so that later ones wait for it.
class Waiting {
public:
    void add(const Message& message);
    [[nodiscard]] bool holds(const Message& message) const;

private:
    std::set<std::string> alerts_;           ///< of messages of one alert
    std::set<std::string> members_;          ///< of all messages
    std::set<std::string> digested_members_; ///< of digests, whose alerts are known by their members
};

/// A message on its way in this run.
struct Journey {
    std::vector<std::string> channels;      ///< that are still to be tried, the one in use first
    std::size_t attempts = 0;               ///< made by the one in use
    std::vector<std::string> failures = {}; ///< what came of those before it, in words
    bool refused_by_all = true;             ///< so far
};

/// The parcels of one destination, one after the other.
struct Lane {
    std::string destination;
    std::deque<std::string> ids = {};    ///< of messages, in the order of the outbox
    std::optional<Journey> journey = {}; ///< of the first of them
    base::Instant ready = {};            ///< when the next attempt may be
    base::Milliseconds spent{0};         ///< on its attempts so far
    Waiting waiting = {};
};

/// One for each destination that the outbox has something for.
[[nodiscard]] std::vector<Lane> lanes_of(const std::vector<Parcel>& outbox);

} // namespace plumbline::alert

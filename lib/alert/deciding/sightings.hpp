#pragma once

#include "alert/deciding/decide.hpp"

#include <map>
#include <string>
#include <vector>

namespace plumbline::alert {

/// How a subject is to what it was when it was last seen. worse: a higher severity, or more of it differs.
enum class Change { none, worse, mutated };

struct Sighting {
    Subject subject;
    Change change = Change::none;
};

/// What a run saw that counts, and what it saw the end of.
struct Sightings {
    std::vector<Sighting> all; ///< in the order of the situation
    std::map<std::string, const Subject*> by_key;
    /// Of those that are over, by key: why, in words that follow the resource: "is as the standard says
    /// again".
    std::map<std::string, std::string> ended;
};

/// Brings `seen` to what the situation says. Hosts that can't be reached, and resources that can't be
/// checked, count from the `unreachable_after`'th run on. What is over stays in `seen` until forget().
[[nodiscard]] Sightings take_in(const Situation& situation, std::size_t unreachable_after,
                                std::map<std::string, Seen>& seen);
void forget(const Sightings& sightings, std::map<std::string, Seen>& seen);

} // namespace plumbline::alert

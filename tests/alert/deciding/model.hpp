#pragma once

#include "alert/deciding/world.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace plumbline::test {

/// A host and a resource; no resource: the host itself, which can't be reached.
using Thing = std::pair<std::string, std::string>;

struct PlainRoute {
    Severity severity = Severity::info;
    std::set<Trigger> events = {};
    std::string host = {}; ///< empty: any
    std::vector<std::string> to = {};
    bool goes_on = false;
};

/// What is so on a site at the time of a run, and which of it the run looks at.
struct PlainRun {
    struct State {
        Severity severity = Severity::medium;
        std::string mode = {};
        bool taken = false;
        bool operator==(const State&) const = default;
    };
    std::map<Thing, State> wrong = {}; ///< what the run sees
    std::set<std::string> reached = {};
    std::set<std::string> failed = {};
    std::set<std::string> gone = {};
    bool all_resources = true; ///< what is not seen on a host that was reached is right
};

/// Says in the plainest way what there is to be told, and holds what was told against it: each thing once to
/// each destination, each end once, nothing else.
class Model {
public:
    Model(std::vector<PlainRoute> routes, std::size_t unreachable_after, base::Milliseconds escalate_after);

    /// What is wrong with what a run told; nothing where nothing is.
    [[nodiscard]] std::vector<std::string> check(const PlainRun& run, base::Instant now,
                                                 const std::vector<alert::Parcel>& told);

private:
    struct Open {
        std::set<Thing> live;
        base::Instant since;
        bool escalated = false;
    };
    using Alert = std::pair<std::string, std::string>; ///< destination and key

    void conclude(const PlainRun& run);
    void see(const PlainRun& run);
    void take(const alert::Parcel& parcel, base::Instant now);
    void check_silence(const alert::Parcel& parcel);
    void check_ends(const std::vector<alert::Parcel>& told);
    void check_escalations(base::Instant now, const std::vector<alert::Parcel>& told);
    [[nodiscard]] std::set<std::string> ways(const Thing& thing, const PlainRun::State& state,
                                             Trigger trigger) const;

    std::vector<PlainRoute> routes_;
    std::size_t unreachable_after_;
    base::Milliseconds escalate_after_;
    std::map<std::string, std::size_t> failures_; ///< runs in a row, by host
    std::map<Thing, PlainRun::State> known_;      ///< what was wrong when it was last looked at
    std::map<Alert, Open> open_;
    std::set<std::pair<std::string, Thing>> told_;    ///< to whom
    std::set<std::pair<std::string, Thing>> to_tell_; ///< in this run
    std::set<std::pair<std::string, Thing>> changed_; ///< in this run, told before
    std::set<Alert> ended_;                           ///< in this run
    std::vector<std::string> wrong_;
};

} // namespace plumbline::test

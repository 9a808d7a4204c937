#include "alert/deciding/round.hpp"
#include "alert/subjects/subject.hpp"
#include "report/report.hpp"

#include <algorithm>
#include <functional>

namespace plumbline::alert {
namespace {

/// Something that a destination is to be told of and does not know.
struct Untold {
    const Subject* subject;
    const Route* route;
};
using UntoldBy = std::map<std::string, std::vector<Untold>>; ///< by destination

Trigger trigger_of(Concern concern) {
    switch (concern) {
    case Concern::drift:
        return Trigger::new_;
    case Concern::unchecked:
        return Trigger::unchecked;
    case Concern::unreachable:
        return Trigger::unreachable;
    case Concern::signoff:
        return Trigger::signoff;
    case Concern::agreement:
        return Trigger::waiver_ended;
    case Concern::audit_missing:
        return Trigger::audit_missing;
    case Concern::audit_failed:
        break;
    }
    return Trigger::audit_failed;
}

/// What routes are asked for: each of them may lead to somebody else.
std::vector<Trigger> triggers_of(const Sighting& sighting) {
    std::vector<Trigger> triggers{trigger_of(sighting.subject.concern)};
    if (sighting.subject.concern != Concern::drift)
        return triggers;
    if (sighting.change != Change::none)
        triggers.push_back(sighting.change == Change::worse ? Trigger::worse : Trigger::mutated);
    if (!sighting.subject.acknowledged)
        triggers.push_back(Trigger::still_open);
    return triggers;
}

/// Whether it is of a change that the trigger leads there: then it is told to those who know the rest.
bool tells_change(Trigger trigger, const Sighting& sighting) {
    return sighting.change != Change::none && trigger != Trigger::new_ && trigger != Trigger::still_open;
}

void ask_routes(Round& round, const Told& told, const Sighting& sighting, UntoldBy& untold) {
    const auto& subject = sighting.subject;
    const auto event = sighting.change == Change::worse ? Event::worse : Event::mutated;
    for (const auto trigger : triggers_of(sighting))
        for (const auto& [destination, route] : round.routing.ways(subject, trigger, round.situation.now)) {
            if (const auto known = told.find({destination, subject.member.key}); known != told.end()) {
                if (tells_change(trigger, sighting))
                    round.turns[known->second].raise(event, subject.member.key);
                continue;
            }
            auto& queue = untold[destination];
            if (queue.empty() || queue.back().subject != &subject) // the other trigger led here, too
                queue.push_back({&subject, route});
        }
}

/// The open alert there about the same; null where there is none.
Turn* same_thing(Round& round, const std::string& destination, const Subject& subject) {
    const auto found = std::ranges::find_if(round.turns, [&](const Turn& turn) {
        return turn.alert.destination == destination && turn.alert.group == subject.group &&
               !is_over(turn.alert);
    });
    return found == round.turns.end() ? nullptr : &*found;
}

/// What is told as one alert.
using Group = std::vector<Untold>;

std::vector<Group> groups_of(const std::vector<Untold>& untold) {
    std::vector<Group> groups;
    std::map<std::string, std::size_t> known;
    for (const auto& one : untold) {
        const auto [at, is_new] = known.try_emplace(one.subject->group, groups.size());
        if (is_new)
            groups.emplace_back();
        groups[at->second].push_back(one);
    }
    return groups;
}

Group in_one(const std::vector<Group>& groups) {
    Group all;
    for (const auto& group : groups)
        all.insert(all.end(), group.begin(), group.end());
    std::ranges::stable_sort(all, std::greater{},
                             [](const Untold& one) { return one.subject->member.severity; });
    return all;
}

/// Opens alerts, each with a key that no other had before; what is told alike to several destinations in one
/// run has one key, so that a service that is reached by two ways has it once.
class Opening {
public:
    explicit Opening(Round& round) : round_(round) {}

    void open(const std::string& destination, const std::string& name, const Group& members) {
        auto alert = new_alert(round_, destination, *members.front().route);
        alert.group = name;
        std::vector<std::string> parts{name};
        for (const auto& [subject, route] : members) {
            add_member(alert, *subject);
            parts.push_back(subject->member.key);
        }
        alert.key = keys_.try_emplace(key_of(parts), key_of({name, id_})).first->second;
        round_.turns.push_back({std::move(alert)});
        round_.turns.back().raise_for_all(Event::opened);
    }

    [[nodiscard]] std::string storm() const { return "storm:" + id_; }

private:
    Round& round_;
    std::string id_ = report::make_run_id(round_.situation.now); ///< of this round alone
    std::map<std::string, std::string> keys_ = {};
};

void tell(Round& round, Opening& opening, const std::string& destination, const std::vector<Untold>& untold) {
    std::vector<Untold> apart;
    for (const auto& one : untold)
        if (auto* turn = same_thing(round, destination, *one.subject)) {
            join(turn->alert, *one.subject);
            turn->raise(Event::joined, one.subject->member.key);
        } else {
            apart.push_back(one);
        }
    const auto groups = groups_of(apart);
    if (groups.size() > round.settings.storm)
        return opening.open(destination, opening.storm(), in_one(groups));
    for (const auto& group : groups)
        opening.open(destination, group.front().subject->group, group);
}

} // namespace

void open_alerts(Round& round) {
    const auto told = told_in(round.turns);
    UntoldBy untold;
    for (const auto& sighting : round.sightings.all)
        ask_routes(round, told, sighting, untold);
    Opening opening(round);
    for (const auto& [destination, subjects] : untold)
        tell(round, opening, destination, subjects);
}

} // namespace plumbline::alert

#include "alert/deciding/round.hpp"

#include <algorithm>

namespace plumbline::alert {
namespace {

/// Whether somebody has all of it in hand that is not over.
bool is_in_hand(const OpenAlert& alert, const std::map<std::string, Seen>& seen) {
    return std::ranges::all_of(alert.members, [&](const Member& member) {
        const auto known = seen.find(member.key);
        return member.over || (known != seen.end() && known->second.acknowledged);
    });
}

/// The route whose clock it is under; null where there is none, or nothing more is to be said of its age.
const Route* route_of_age(const Round& round, const OpenAlert& alert) {
    const bool ages = !alert.by_escalation && !is_over(alert) && !is_in_hand(alert, round.seen);
    return ages ? round.routing.named(alert.route) : nullptr;
}

std::vector<Escalation> in_order(std::vector<Escalation> escalations) {
    std::ranges::stable_sort(escalations, {}, &Escalation::after);
    return escalations;
}

/// The destinations of the escalations that have become due.
std::vector<std::string> due(OpenAlert& alert, const Route& route, base::Instant now) {
    std::vector<std::string> to;
    const auto escalations = in_order(route.escalate);
    for (; alert.escalated < escalations.size(); ++alert.escalated) {
        const auto& escalation = escalations[alert.escalated];
        if (now - alert.opened < escalation.after)
            break;
        to.insert(to.end(), escalation.to.begin(), escalation.to.end());
    }
    return to;
}

/// The alert without what the destination knows by others.
OpenAlert copy_for(const OpenAlert& alert, const std::string& destination, const Told& told) {
    auto copy = alert;
    copy.destination = destination;
    copy.by_escalation = true;
    copy.begun.clear();
    std::erase_if(copy.members, [&](const Member& member) {
        return member.over || told.contains({destination, member.key});
    });
    return copy;
}

/// The destination hears of it in the threads that it has, and in a new one of what it did not know.
void escalate_to(Round& round, const OpenAlert& alert, const std::string& destination) {
    const auto told = told_in(round.turns);
    auto copy = copy_for(alert, destination, told);
    for (const auto& member : alert.members)
        if (const auto known = told.find({destination, member.key}); !member.over && known != told.end())
            round.turns[known->second].raise(Event::escalated, member.key);
    if (copy.members.empty())
        return;
    const auto own = std::ranges::find_if(round.turns, [&](const Turn& turn) {
        return turn.alert.key == alert.key && turn.alert.destination == destination && !is_over(turn.alert);
    });
    if (own != round.turns.end()) {
        own->alert.members.insert(own->alert.members.end(), copy.members.begin(), copy.members.end());
        return own->raise_for_all(Event::escalated);
    }
    round.turns.push_back({std::move(copy)});
    round.turns.back().raise_for_all(Event::escalated);
}

} // namespace

void remind(Round& round) {
    for (auto& turn : round.turns) {
        const auto* route = route_of_age(round, turn.alert);
        if (route != nullptr && route->remind && !turn.event &&
            round.situation.now - turn.alert.reminded >= *route->remind)
            turn.raise_for_all(Event::still_open);
    }
}

void escalate(Round& round) {
    for (std::size_t i = 0, count = round.turns.size(); i < count; ++i) {
        const auto* route = route_of_age(round, round.turns[i].alert);
        if (route == nullptr)
            continue;
        for (const auto& destination : due(round.turns[i].alert, *route, round.situation.now))
            escalate_to(round, OpenAlert(round.turns[i].alert), destination);
    }
}

} // namespace plumbline::alert

#include "alert/deciding/model.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::test {

using alert::Event;
using alert::Parcel;

Model::Model(std::vector<PlainRoute> routes, std::size_t unreachable_after, base::Milliseconds escalate_after)
    : routes_(std::move(routes)), unreachable_after_(unreachable_after), escalate_after_(escalate_after) {}

std::set<std::string> Model::ways(const Thing& thing, const PlainRun::State& state, Trigger trigger) const {
    std::set<std::string> all;
    for (const auto& route : routes_) {
        const bool leads = state.severity >= route.severity &&
                           (route.events.empty() || route.events.contains(trigger)) &&
                           (route.host.empty() || route.host == thing.first);
        if (!leads)
            continue;
        all.insert(route.to.begin(), route.to.end());
        if (!route.goes_on)
            break;
    }
    return all;
}

void Model::conclude(const PlainRun& run) {
    std::erase_if(known_, [&](const auto& known) {
        const auto& [host, resource] = known.first;
        const bool over = run.gone.contains(host) ||
                          (run.reached.contains(host) && (resource.empty() || run.all_resources));
        if (!over || run.wrong.contains(known.first))
            return false;
        std::erase_if(told_, [&](const auto& told) { return told.second == known.first; });
        for (auto& [alert, open] : open_)
            if (open.live.erase(known.first) > 0 && open.live.empty())
                ended_.insert(alert);
        return true;
    });
    for (const auto* hosts : {&run.reached, &run.gone})
        for (const auto& host : *hosts)
            failures_.erase(host);
}

void Model::see(const PlainRun& run) {
    auto wrong = run.wrong;
    for (const auto& host : run.failed)
        if (++failures_[host] >= unreachable_after_)
            wrong[{host, ""}] = {.severity = Severity::high};
    for (const auto& [thing, state] : wrong) {
        const bool is_host = thing.second.empty();
        const auto before = known_.find(thing);
        for (const auto& destination : ways(thing, state, is_host ? Trigger::unreachable : Trigger::new_))
            if (!told_.contains({destination, thing}))
                to_tell_.emplace(destination, thing);
        if (before != known_.end() && before->second.mode != state.mode)
            for (const auto& destination : ways(thing, state, Trigger::mutated))
                (told_.contains({destination, thing}) ? changed_ : to_tell_).emplace(destination, thing);
        known_[thing] = state;
    }
}

void Model::take(const Parcel& parcel, base::Instant now) {
    const auto& message = parcel.message;
    const Alert alert{parcel.destination, message.alert};
    check_silence(parcel);
    if (message.begun.empty() != !open_.contains(alert))
        wrong_.push_back("the first message of an alert begins its thread, and no other: " +
                         message.headline);
    auto& open = open_.try_emplace(alert, Open{{}, now}).first->second;
    for (const auto& member : message.members) {
        const Thing thing{member.host, member.resource};
        if (member.over || !told_.emplace(parcel.destination, thing).second)
            continue;
        open.live.insert(thing);
        if (to_tell_.erase({parcel.destination, thing}) == 0 && message.event != Event::escalated)
            wrong_.push_back(
                fmt::format("nobody asked to tell {} of {}", parcel.destination, message.headline));
    }
}

void Model::check_silence(const Parcel& parcel) {
    const auto is_about = [&](const alert::Member& member) {
        const std::pair about{parcel.destination, Thing{member.host, member.resource}};
        return !member.over && (!told_.contains(about) || changed_.contains(about));
    };
    const auto& message = parcel.message;
    const bool ages = message.event == Event::resolved || message.event == Event::escalated;
    if (!ages && std::ranges::none_of(message.members, is_about))
        wrong_.push_back("told without need: " + message.headline);
    std::erase_if(changed_, [&](const auto& changed) {
        return changed.first == parcel.destination &&
               std::ranges::any_of(message.members, [&](const alert::Member& member) {
                   return Thing{member.host, member.resource} == changed.second;
               });
    });
}

void Model::check_ends(const std::vector<Parcel>& told) {
    std::multiset<Alert> resolved;
    for (const auto& parcel : told)
        if (parcel.message.event == Event::resolved)
            resolved.emplace(parcel.destination, parcel.message.alert);
    if (!std::ranges::equal(resolved, ended_))
        wrong_.push_back(fmt::format("{} alerts ended, {} were resolved", ended_.size(), resolved.size()));
    for (const auto& alert : ended_)
        open_.erase(alert);
}

/// Each alert that is not in hand goes to "seniors" once when it is old enough.
void Model::check_escalations(base::Instant now, const std::vector<Parcel>& told) {
    std::set<std::string> due;
    for (auto& [alert, open] : open_) {
        const bool in_hand =
            std::ranges::all_of(open.live, [&](const Thing& thing) { return known_.at(thing).taken; });
        if (alert.first == "seniors" || open.escalated || in_hand || now - open.since < escalate_after_)
            continue;
        open.escalated = true;
        due.insert(alert.second);
        for (const auto& thing : open.live)
            if (!told_.contains({"seniors", thing}))
                wrong_.push_back("not escalated: " + thing.first + " " + thing.second);
    }
    const auto escalated = std::ranges::any_of(
        told, [](const Parcel& parcel) { return parcel.message.event == Event::escalated; });
    if (escalated != !due.empty())
        wrong_.push_back(escalated ? "escalated before its time" : "nothing was escalated");
}

std::vector<std::string> Model::check(const PlainRun& run, base::Instant now,
                                      const std::vector<Parcel>& told) {
    wrong_.clear();
    to_tell_.clear();
    changed_.clear();
    ended_.clear();
    conclude(run);
    see(run);
    std::set<Alert> spoken;
    for (const auto& parcel : told) {
        if (!spoken.emplace(parcel.destination, parcel.message.alert).second)
            wrong_.push_back("two messages of one alert: " + parcel.message.headline);
        take(parcel, now);
    }
    for (const auto& [destination, thing] : to_tell_)
        wrong_.push_back(fmt::format("{} was not told of {} {}", destination, thing.first, thing.second));
    for (const auto& [destination, thing] : changed_)
        wrong_.push_back(
            fmt::format("{} was not told how {} {} changed", destination, thing.first, thing.second));
    check_ends(told);
    check_escalations(now, told);
    return wrong_;
}

} // namespace plumbline::test

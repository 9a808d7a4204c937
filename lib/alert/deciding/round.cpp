#include "alert/deciding/round.hpp"

#include "alert/wording/bounded.hpp"

#include <algorithm>
#include <array>

namespace plumbline::alert {
namespace {

/// The most urgent first: what a message is about when several things happened at once.
constexpr std::array by_urgency{Event::resolved, Event::escalated, Event::opened,     Event::worse,
                                Event::mutated,  Event::joined,    Event::still_open, Event::unchanged};

auto rank(Event event) {
    return std::ranges::find(by_urgency, event) - by_urgency.begin();
}

/// Brings a member to what was seen of it; `since` is when it was first seen.
void update(OpenAlert& alert, Member& member, const Round& round) {
    if (const auto ended = round.sightings.ended.find(member.key); ended != round.sightings.ended.end()) {
        member.over = true;
        alert.ended[member.key] = ended->second;
    } else if (const auto now = round.sightings.by_key.find(member.key);
               now != round.sightings.by_key.end()) {
        member = now->second->member;
    }
}

/// The group that all members are in that are not over; nothing where they are in several.
std::optional<std::string> common_group(const OpenAlert& alert, const std::map<std::string, Seen>& seen) {
    std::set<std::string> groups;
    for (const auto& member : alert.members)
        if (const auto known = seen.find(member.key); !member.over && known != seen.end())
            groups.insert(known->second.group);
    return groups.size() == 1 ? std::optional(*groups.begin()) : std::nullopt;
}

} // namespace

void Turn::raise(Event happened, const std::string& member) {
    if (event && rank(*event) < rank(happened))
        return;
    if (event != happened)
        about.clear();
    event = happened;
    about.insert(member);
}

void Turn::raise_for_all(Event happened) {
    for (const auto& member : alert.members)
        if (!member.over || happened == Event::resolved)
            raise(happened, member.key);
}

bool is_storm(const OpenAlert& alert) {
    return alert.group.starts_with("storm:");
}

bool is_over(const OpenAlert& alert) {
    return std::ranges::all_of(alert.members, &Member::over);
}

Severity severity_of(const OpenAlert& alert) {
    auto worst = Severity::info;
    const bool over = is_over(alert);
    for (const auto& member : alert.members)
        if (over || !member.over)
            worst = std::max(worst, member.severity);
    return worst;
}

void follow(Round& round) {
    for (auto& turn : round.turns) {
        auto& alert = turn.alert;
        for (auto& member : alert.members)
            if (!member.over)
                update(alert, member, round);
        if (is_over(alert)) {
            turn.raise_for_all(Event::resolved);
            continue;
        }
        alert.severity = severity_of(alert);
        if (auto group = common_group(alert, round.seen); group && !is_storm(alert))
            alert.group = std::move(*group);
    }
}

Told told_in(const std::vector<Turn>& turns) {
    Told told;
    for (std::size_t i = 0; i < turns.size(); ++i)
        for (const auto& member : turns[i].alert.members)
            if (!member.over)
                told.emplace(std::pair(turns[i].alert.destination, member.key), i);
    return told;
}

OpenAlert new_alert(const Round& round, const std::string& destination, const Route& route) {
    OpenAlert alert;
    alert.destination = destination;
    alert.route = route.name;
    const auto& standard = round.situation.run.standard_name;
    alert.site = bounded_line(standard.empty() ? round.situation.site : standard);
    alert.opened = round.situation.now;
    alert.reminded = round.situation.now;
    return alert;
}

void add_member(OpenAlert& alert, const Subject& subject) {
    if (alert.members.empty() || subject.member.severity > alert.severity) {
        alert.concern = subject.concern;
        alert.contact = subject.contact;
        alert.severity = subject.member.severity;
    }
    alert.members.push_back(subject.member);
}

void join(OpenAlert& alert, const Subject& subject) {
    std::erase_if(alert.members, [&](const Member& member) { return member.key == subject.member.key; });
    add_member(alert, subject);
}

} // namespace plumbline::alert

#include "alert/wording/headline.hpp"

#include "alert/wording/bounded.hpp"
#include "report/faces/told.hpp"
#include "report/text/past_words.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

using Members = std::vector<const Member*>;

/// Those that a condition holds for, in their order.
template <typename Condition>
Members members_of(const OpenAlert& alert, Condition&& holds) {
    Members members;
    for (const auto& member : alert.members)
        if (holds(member))
            members.push_back(&member);
    return members;
}

std::size_t hosts_of(const Members& members) {
    std::set<std::string> hosts;
    for (const auto* member : members)
        if (!member->host.empty())
            hosts.insert(member->host);
    return hosts.size();
}

std::string in_headline(const std::string& printable) {
    return report::front_of(printable, most_in_headline);
}

/// "web1: ", "web1 and 499 more: "; nothing for what is no host's.
std::string who(const Members& members) {
    if (members.front()->host.empty())
        return "";
    const auto hosts = hosts_of(members);
    return in_headline(members.front()->host) +
           (hosts > 1 ? fmt::format(" and {} more: ", hosts - 1) : std::string(": "));
}

/// "file:/etc/motd" and a blank; nothing for what is no resource.
std::string resource_of(const Member& member) {
    return member.resource.empty() ? "" : in_headline(member.resource) + " ";
}

base::Instant since_of(const Members& members) {
    return (*std::ranges::min_element(members, {}, &Member::since))->since;
}

/// "45s", "12m", "1h30m", "2d3h": as exact as it matters.
std::string age_words(base::Instant::duration age) {
    using namespace std::chrono_literals;
    using Days = std::chrono::days;
    if (age >= Days(2)) {
        const auto hours = std::chrono::floor<std::chrono::hours>(age) % Days(1);
        return fmt::format("{}d{}", std::chrono::floor<Days>(age).count(),
                           hours == 0h ? "" : fmt::format("{}h", hours.count()));
    }
    const bool minutes = age >= 1min;
    const base::Milliseconds shown = minutes
                                         ? base::Milliseconds(std::chrono::floor<std::chrono::minutes>(age))
                                         : base::Milliseconds(std::chrono::floor<std::chrono::seconds>(age));
    return base::to_text(std::max(shown, base::Milliseconds(0)));
}

/// How many resources, or how many of what is none.
std::size_t things_in(const Members& members) {
    if (hosts_of(members) == 0)
        return members.size();
    std::set<std::string> resources;
    for (const auto* member : members)
        resources.insert(member->resource);
    return resources.size();
}

/// "web1: file:/etc/motd mode is 0600, should be 0644, since …"; `verb` stands between what and what of it.
std::string told(const Members& members, const std::string& verb = "") {
    const auto& first = *members.front();
    return fmt::format("{}{}{}{}", who(members), resource_of(first), verb, first.what);
}

std::string since_words(const Members& members) {
    return ", since " + report::minute(since_of(members));
}

std::string storm_words(const Members& members) {
    const auto hosts = hosts_of(members);
    const auto& first = *members.front();
    return fmt::format("{} new alerts: {}{}{} and {} more{}{}", members.size(), who({members.front()}),
                       resource_of(first), first.what, members.size() - 1,
                       hosts == 0 ? "" : " on " + report::counted(hosts, "host"), since_words(members));
}

std::string resolved_words(const Turn& turn, const Members& members, base::Instant now) {
    const auto& first = *members.front();
    const auto why = turn.alert.ended.find(first.key);
    const bool differ = std::ranges::any_of(turn.alert.ended, [&](const auto& ended) {
        return why != turn.alert.ended.end() && ended.second != why->second;
    });
    const auto things = things_in(members);
    return fmt::format("{}{}{}{}{}, after {}", who(members), resource_of(first),
                       things > 1 ? fmt::format("and {} more: ", things - 1) : "",
                       why == turn.alert.ended.end() ? "is over" : in_headline(why->second),
                       differ ? " or is over otherwise" : "", age_words(now - since_of(members)));
}

/// "; on 12 hosts now", "; over on 3 of 15 hosts".
std::string others_words(const Turn& turn, const Members& members) {
    const auto open = hosts_of(members_of(turn.alert, [](const Member& member) { return !member.over; }));
    const auto over = hosts_of(members_of(turn.alert, [](const Member& member) { return member.over; }));
    std::string words;
    if (open > hosts_of(members))
        words += fmt::format("; on {} now", report::counted(open, "host"));
    if (over > 0)
        words += fmt::format("; over on {}", report::counted(over, "host"));
    return words;
}

std::string event_words(const Turn& turn, const Members& members, base::Instant now) {
    const bool has_resource = !members.front()->resource.empty();
    const auto since = since_words(members);
    switch (turn.event.value_or(Event::unchanged)) {
    case Event::worse:
        return told(members, has_resource ? "is worse: " : "worse: ") + since;
    case Event::mutated:
        return told(members, has_resource ? "differs otherwise now: " : "now ") + since;
    case Event::still_open:
        return fmt::format("{}, still so after {}{}", told(members), age_words(now - since_of(members)),
                           since);
    case Event::escalated:
        return fmt::format("{}{}; nobody has it in hand after {}", told(members), since,
                           age_words(now - turn.alert.opened));
    case Event::opened:
    case Event::joined:
    case Event::resolved:
    case Event::unchanged:
        break;
    }
    return told(members) + since;
}

} // namespace

std::string headline_of(const Turn& turn, const Situation& situation) {
    const auto members =
        members_of(turn.alert, [&](const Member& member) { return turn.about.contains(member.key); });
    if (turn.event == Event::resolved)
        return resolved_words(turn, members, situation.now);
    if (turn.event == Event::opened && is_storm(turn.alert))
        return storm_words(members);
    return event_words(turn, members, situation.now) + others_words(turn, members);
}

} // namespace plumbline::alert

#include "alert/deciding/sightings.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace plumbline::alert {
namespace {

Change change_of(const Seen& before, const Subject& now) {
    if (now.member.severity > before.member.severity || now.differences > before.differences)
        return Change::worse;
    return now.fingerprint == before.fingerprint ? Change::none : Change::mutated;
}

/// What can't be seen may be seen again in the next run: only what lasts is told.
bool must_last(Concern concern) {
    return concern == Concern::unreachable || concern == Concern::unchecked;
}

void remember(Seen& seen, const Subject& subject) {
    const auto since =
        seen.runs == 0 ? subject.member.since : std::min(seen.member.since, subject.member.since);
    seen = {.concern = subject.concern,
            .member = subject.member,
            .title = subject.title,
            .group = subject.group,
            .fingerprint = subject.fingerprint,
            .differences = subject.differences,
            .runs = seen.runs + 1,
            .acknowledged = subject.acknowledged};
    seen.member.since = since;
}

std::string ended_words(const Seen& seen) {
    switch (seen.concern) {
    case Concern::drift:
        return "is as the standard says again";
    case Concern::unchecked:
        return "can be checked again";
    case Concern::unreachable:
        return "can be reached again";
    case Concern::signoff:
        return "the standard is signed off";
    case Concern::agreement:
        return seen.title + " is in order again, or gone";
    case Concern::audit_missing:
    case Concern::audit_failed:
        break;
    }
    return "the audit ran again";
}

/// Whether its not being seen in the situation says that it is over.
bool is_concluded(const Seen& seen, const Situation& situation) {
    const auto& host = seen.member.host;
    switch (seen.concern) {
    case Concern::drift:
    case Concern::unchecked:
        return situation.audited.contains(host) && !situation.unknown.contains(seen.member.key);
    case Concern::unreachable:
        return situation.reached.contains(host);
    case Concern::agreement:
        return situation.whole;
    case Concern::signoff:
        return !situation.elsewhere;
    case Concern::audit_missing:
    case Concern::audit_failed:
        break;
    }
    return true;
}

bool is_gone(const std::string& host, const Situation& situation) {
    return situation.whole && !host.empty() && !situation.reached.contains(host) &&
           !situation.failed.contains(host);
}

/// Why it is over; nothing where it is not, or where that is not known.
std::optional<std::string> why_over(const Seen& seen, const Situation& situation) {
    if (!situation.ran)
        return std::nullopt;
    if (const auto known = situation.ended.find(seen.member.key); known != situation.ended.end())
        return known->second;
    if (is_gone(seen.member.host, situation))
        return "is over: the host is no longer in the inventory";
    return is_concluded(seen, situation) ? std::optional(ended_words(seen)) : std::nullopt;
}

} // namespace

Sightings take_in(const Situation& situation, std::size_t unreachable_after,
                  std::map<std::string, Seen>& seen) {
    Sightings sightings;
    std::set<std::string> present;
    for (const auto& subject : situation.subjects) {
        if (!present.insert(subject.member.key).second)
            continue;
        auto& before = seen[subject.member.key];
        const auto change = before.runs == 0 ? Change::none : change_of(before, subject);
        remember(before, subject);
        if (must_last(subject.concern) && before.runs < unreachable_after)
            continue;
        sightings.all.push_back({subject, change});
        sightings.all.back().subject.member.since = before.member.since;
    }
    for (const auto& sighting : sightings.all)
        sightings.by_key.emplace(sighting.subject.member.key, &sighting.subject);
    for (const auto& [key, one] : seen)
        if (!present.contains(key))
            if (auto why = why_over(one, situation))
                sightings.ended.emplace(key, std::move(*why));
    return sightings;
}

void forget(const Sightings& sightings, std::map<std::string, Seen>& seen) {
    for (const auto& [key, why] : sightings.ended)
        seen.erase(key);
}

} // namespace plumbline::alert

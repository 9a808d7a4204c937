#include "alert/deciding/posting.hpp"

#include "alert/settings/hours.hpp"
#include "alert/wording/bounded.hpp"
#include "alert/wording/headline.hpp"
#include "alert/wording/sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

namespace plumbline::alert {
namespace {

base::Instant since_of(const Message& message) {
    auto since = message.at;
    for (const auto& member : message.members)
        if (!member.over || message.event == Event::resolved)
            since = std::min(since, member.since);
    return since;
}

std::string page_of(const std::string& page, const std::string& run) {
    constexpr std::string_view place = "{{run}}";
    const auto at = page.find(place);
    if (run.empty() || at == std::string::npos)
        return run.empty() ? "" : page;
    return page.substr(0, at) + run + page.substr(at + place.size());
}

std::string standard_of(const report::RunRecord& run) {
    return bounded_line(run.standard_version.empty() ? run.standard_name
                                                     : run.standard_name + " " + run.standard_version);
}

Message message_of(const Turn& turn, const Round& round, std::vector<Section> sections) {
    const auto& run = round.situation.run;
    Message message;
    message.id = report::make_run_id(round.situation.now);
    message.alert = turn.alert.key;
    message.begun = turn.alert.begun;
    message.concern = turn.alert.concern;
    message.event = turn.event.value_or(Event::unchanged);
    message.severity = turn.alert.severity;
    message.at = round.situation.now;
    message.environment = bounded_line(run.environment);
    message.site = turn.alert.site;
    message.standard = standard_of(run);
    message.run = bounded_line(run.id);
    message.contact = turn.alert.contact;
    message.headline = headline_of(turn, round.situation);
    message.sections = std::move(sections);
    message.members = turn.alert.members;
    message.since = since_of(message);
    message.page = page_of(round.settings.page, message.run);
    return message;
}

/// When the route lets an alert's messages go.
base::Instant not_before(const Route& route, bool by_escalation, base::Instant now) {
    auto when = now;
    if (route.digest && !by_escalation)
        when = next_digest(*route.digest, route.quiet ? route.quiet->zone : "UTC", now);
    if (route.quiet)
        when = quiet_until(*route.quiet, when).value_or(when);
    return when;
}

/// The last that is still to be sent of the alert there; null where there is none.
const Parcel* last_of(const std::vector<Parcel>& outbox, const OpenAlert& alert) {
    const auto backwards = std::views::reverse(outbox);
    const auto found = std::ranges::find_if(backwards, [&](const Parcel& parcel) {
        return parcel.destination == alert.destination && parcel.message.alert == alert.key;
    });
    return found == backwards.end() ? nullptr : &*found;
}

Parcel parcel_of(const OpenAlert& alert, Message message, const Round& round, const Parcel* earlier) {
    Parcel parcel{
        .destination = alert.destination, .message = std::move(message), .not_before = round.situation.now};
    if (const auto* route = round.routing.named(alert.route)) {
        parcel.not_before = not_before(*route, alert.by_escalation, round.situation.now);
        if (parcel.not_before > round.situation.now)
            parcel.batch = fmt::format("{} to {}", route->name, alert.destination);
    } else if (earlier != nullptr) {
        parcel.not_before = std::max(parcel.not_before, earlier->not_before);
        parcel.batch = earlier->batch;
    }
    return parcel;
}

void bring_to(OpenAlert& alert, const Message& message) {
    if (alert.begun.empty())
        alert.begun = message.id;
    alert.reminded = message.at;
    alert.sections = message.sections;
    std::erase_if(alert.sections, &Section::over);
    std::erase_if(alert.members, &Member::over);
    alert.ended.clear();
}

void tell(Turn& turn, const Round& round, Memory& memory) {
    auto message = message_of(turn, round, sections_of(turn, round));
    auto parcel = parcel_of(turn.alert, std::move(message), round, last_of(memory.outbox, turn.alert));
    bring_to(turn.alert, parcel.message);
    memory.outbox.push_back(std::move(parcel));
}

bool forgets(const Settings& settings, const Memory& memory, const OpenAlert& alert) {
    const auto channel_forgets = [&](const std::string& channel) {
        const auto found = settings.channels.find(channel);
        return found != settings.channels.end() && found->second->forgets();
    };
    const auto carrier = memory.carriers.find({alert.destination, alert.key});
    return carrier != memory.carriers.end()
               ? channel_forgets(carrier->second)
               : std::ranges::any_of(settings.channels_of(alert.destination), channel_forgets);
}

/// Says to services that forget that it is still so; not where they are still to hear of it at all, or hear
/// of it in digests.
void keep_alive(Turn turn, const Round& round, Memory& memory) {
    const auto* route = round.routing.named(turn.alert.route);
    const bool in_digests = route != nullptr && route->digest && !turn.alert.by_escalation;
    if (in_digests || !forgets(round.settings, memory, turn.alert) ||
        last_of(memory.outbox, turn.alert) != nullptr)
        return;
    turn.raise_for_all(Event::unchanged);
    memory.outbox.push_back({.destination = turn.alert.destination,
                             .message = message_of(turn, round, turn.alert.sections),
                             .not_before = round.situation.now});
}

} // namespace

void post(Round& round, Memory& memory) {
    for (auto& turn : round.turns)
        if (turn.event)
            tell(turn, round, memory);
        else
            keep_alive(turn, round, memory);
}

} // namespace plumbline::alert

#include "alert/deciding/decide.hpp"

#include "alert/deciding/posting.hpp"
#include "alert/deciding/round.hpp"

#include <algorithm>

namespace plumbline::alert {
namespace {

/// The open alerts, but for those at destinations that the settings have no more.
std::vector<Turn> turns_of(std::vector<OpenAlert> open, const Settings& settings) {
    std::vector<Turn> turns;
    for (auto& alert : open)
        if (settings.channels.contains(alert.destination) || settings.providers.contains(alert.destination))
            turns.push_back({std::move(alert)});
    return turns;
}

/// A carrier is known as long as something of its alert may follow.
void forget_carriers(Memory& memory) {
    std::set<std::pair<std::string, std::string>> needed;
    for (const auto& alert : memory.open)
        needed.emplace(alert.destination, alert.key);
    for (const auto& parcel : memory.outbox)
        needed.emplace(parcel.destination, parcel.message.alert);
    std::erase_if(memory.carriers, [&](const auto& carrier) { return !needed.contains(carrier.first); });
}

} // namespace

void decide(const Settings& settings, const inventory::Inventory& hosts, const Situation& situation,
            Memory& memory) {
    Round round{.settings = settings,
                .situation = situation,
                .seen = memory.seen,
                .routing = Routing(settings, hosts),
                .sightings = take_in(situation, settings.unreachable_after, memory.seen),
                .turns = turns_of(std::exchange(memory.open, {}), settings)};
    follow(round);
    open_alerts(round);
    remind(round);
    escalate(round);
    post(round, memory);
    for (auto& turn : round.turns)
        if (turn.event != Event::resolved)
            memory.open.push_back(std::move(turn.alert));
    forget(round.sightings, memory.seen);
    forget_carriers(memory);
    if (situation.ran && !situation.elsewhere)
        memory.last_run = situation.now;
}

} // namespace plumbline::alert

#include "alert/outbox/outbox.hpp"

#include "alert/outbox/backlog.hpp"
#include "alert/outbox/batches.hpp"

#include <algorithm>
#include <set>

namespace plumbline::alert {
namespace {

using Key = std::pair<std::string, std::string>; ///< destination and alert

Key key_of(const Parcel& parcel) {
    return {parcel.destination, parcel.message.alert};
}

bool is_unchanged(const Parcel& parcel) {
    return parcel.message.event == Event::unchanged;
}

std::optional<std::string> carrier_of(const Settings& settings, const Memory& memory, const Parcel& parcel) {
    const auto carrier = memory.carriers.find(key_of(parcel));
    if (carrier == memory.carriers.end())
        return std::nullopt;
    const auto channels = settings.channels_of(parcel.destination);
    const bool is_there = std::ranges::find(channels, carrier->second) != channels.end();
    return is_there ? std::optional(carrier->second) : std::nullopt;
}

/// A resolve waits for the hours of its opening; whatever else may be told now takes with it what was held
/// back before it, for nobody understands it otherwise.
void release(std::vector<Parcel>& outbox, base::Instant now) {
    std::set<Key> due;
    for (auto parcel = outbox.rbegin(); parcel != outbox.rend(); ++parcel) {
        if (parcel->not_before > now && parcel->attempts == 0 && due.contains(key_of(*parcel)))
            parcel->not_before = now;
        if (parcel->not_before <= now && parcel->message.event != Event::resolved && !is_unchanged(*parcel))
            due.insert(key_of(*parcel));
    }
}

} // namespace

std::vector<std::string> prepare(const Settings& settings, Memory& memory, base::Instant now) {
    std::erase_if(memory.outbox, [&](const Parcel& parcel) {
        return is_unchanged(parcel) && ways_of(settings, memory, parcel).empty();
    });
    std::erase_if(memory.breakers,
                  [&](const auto& breaker) { return !settings.channels.contains(breaker.first); });
    release(memory.outbox, now);
    join_batches(settings, memory, now);
    return bound(settings, memory, now);
}

std::vector<std::string> ways_of(const Settings& settings, const Memory& memory, const Parcel& parcel) {
    auto channels = settings.channels_of(parcel.destination);
    const auto carrier = carrier_of(settings, memory, parcel);
    if (is_unchanged(parcel))
        std::erase_if(channels, [&](const std::string& channel) {
            const bool has_it = channel == parcel.destination || channel == carrier;
            return !has_it || !settings.channels.at(channel)->forgets();
        });
    else if (carrier)
        std::ranges::stable_partition(channels,
                                      [&](const std::string& channel) { return channel == *carrier; });
    return channels;
}

base::Instant end_of_patience(const Parcel& parcel) {
    return std::max(parcel.message.at, parcel.not_before) + std::chrono::hours(24 * 7);
}

void note_carrier(const Settings& settings, Memory& memory, const Parcel& parcel,
                  const std::string& channel) {
    const auto& message = parcel.message;
    const bool is_of_an_alert = !message.digest && !message.test && message.event != Event::resolved;
    if (settings.providers.contains(parcel.destination) && is_of_an_alert &&
        !carrier_of(settings, memory, parcel))
        memory.carriers[key_of(parcel)] = channel;
}

} // namespace plumbline::alert

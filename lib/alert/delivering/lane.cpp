#include "alert/delivering/lane.hpp"

#include <algorithm>

namespace plumbline::alert {
namespace {

bool any_of(const std::vector<Member>& members, const std::set<std::string>& keys) {
    return std::ranges::any_of(members, [&](const Member& member) { return keys.contains(member.key); });
}

} // namespace

void Waiting::add(const Message& message) {
    if (!message.digest)
        alerts_.insert(message.alert);
    for (const auto& member : message.members) {
        members_.insert(member.key);
        if (message.digest)
            digested_members_.insert(member.key);
    }
}

bool Waiting::holds(const Message& message) const {
    if (message.digest)
        return any_of(message.members, members_);
    return alerts_.contains(message.alert) || any_of(message.members, digested_members_);
}

std::vector<Lane> lanes_of(const std::vector<Parcel>& outbox) {
    std::vector<Lane> lanes;
    for (const auto& parcel : outbox) {
        auto lane = std::ranges::find(lanes, parcel.destination, &Lane::destination);
        if (lane == lanes.end())
            lane = lanes.insert(lanes.end(), Lane{parcel.destination});
        lane->ids.push_back(parcel.message.id);
    }
    return lanes;
}

} // namespace plumbline::alert

#include "proposal/comparing/profiles.hpp"

namespace plumbline::proposal {

Layers::Layers(const standard::Standard& standard) {
    for (const auto& layer : standard.layers)
        layers_.push_back({inventory::Pattern(layer.pattern), layer.profiles});
}

std::set<std::string> Layers::profiles_of(const inventory::Host& host) const {
    std::set<std::string> profiles;
    for (const auto& layer : layers_)
        if (layer.pattern.matches(host))
            profiles.insert(layer.profiles.begin(), layer.profiles.end());
    return profiles;
}

void ProfileReaches::add(const inventory::Host& host) {
    const auto before = before_.profiles_of(host);
    const auto after = after_.profiles_of(host);
    for (const auto& profile : after)
        if (!before.contains(profile))
            reaches_[profile].gained.push_back(host.name);
    for (const auto& profile : before)
        if (!after.contains(profile))
            reaches_[profile].lost.push_back(host.name);
}

std::vector<ProfileReach> ProfileReaches::all() const {
    std::vector<ProfileReach> all;
    for (const auto& [name, reach] : reaches_)
        all.push_back({name, reach.gained, reach.lost});
    return all;
}

} // namespace plumbline::proposal
